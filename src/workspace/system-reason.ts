import { systemCode } from "./system-code.ts";

/** Why the system refused, as the end of a sentence; undefined where it was not the system. */
export function systemReason(error: unknown): string | undefined {
  const code = systemCode(error);
  return code === undefined ? undefined : (reasons.get(code) ?? `the system answered ${code}`);
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the user's share of the disk is full"],
  ["EFBIG", "a file would be larger than is allowed"],
  ["EACCES", "this server has no permission"],
  ["EPERM", "this server has no permission"],
  ["EROFS", "the file system is read-only"],
  ["ENOTDIR", "a file is where a folder should be"],
  ["ELOOP", "its links lead in a circle"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["ENAMETOOLONG", "a path is too long"],
]);
