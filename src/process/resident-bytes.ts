import { readFileSync } from "node:fs";

/**
 * The memory a process occupies, without that of its children. Undefined where the system does not say (all but Linux)
 * or the process has ended. `status` instead of `statm`, because that one counts pages of a size node does not know.
 */
export function residentBytes(pid: number): number | undefined {
  if (process.platform !== "linux") {
    return undefined;
  }
  try {
    const kilobytes = /^VmRSS:\s*(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return kilobytes?.[1] === undefined ? undefined : Number(kilobytes[1]) * 1024;
  } catch {
    // It has ended.
    return undefined;
  }
}
