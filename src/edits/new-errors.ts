import { checkCode, type CheckRoom } from "../checks/check-code.ts";
import type { Task } from "../task.ts";
import type { TypeFindings } from "./edits.ts";

/** The whole repository gets the first part of the time, then the changed files what is left. */
const wholeMs = 12_000;
const mostTypeFindings = 50;

interface Checked {
  readonly editId: string;
  /** The changed files that are there. */
  readonly paths: readonly string[];
}

/** The errors that an edit brought; where the repository is too large to wait for, those in the files it changed. */
export async function findNewErrors(
  room: CheckRoom,
  { editId, paths }: Checked,
  task: Task,
): Promise<TypeFindings> {
  const limit = AbortSignal.timeout(wholeMs);
  try {
    const signal = AbortSignal.any([task.signal, limit]);
    return await check(room, editId, undefined, { ...task, signal });
  } catch (error) {
    if (!limit.aborted || task.signal.aborted || paths.length === 0) {
      throw error;
    }
    const found = await check(room, editId, paths.slice(0, mostPaths), task);
    const note = `Only the changed files were checked for type errors: all files take longer than ${wholeMs / 1000} s.`;
    return { ...found, notes: [note, ...found.notes] };
  }
}

/** As many as check_code takes. */
const mostPaths = 100;

async function check(
  room: CheckRoom,
  editId: string,
  paths: readonly string[] | undefined,
  task: Task,
): Promise<TypeFindings> {
  const found = await checkCode(
    room,
    { paths, since: editId, kinds: ["types", "syntax"], limit: mostTypeFindings, offset: 0 },
    task,
  );
  const errors = found.diagnostics.filter(({ severity }) => severity === "error");
  const more = found.bySeverity.error - errors.length;
  return {
    fresh: errors.map(({ path, line, code, message }) => ({
      path,
      line,
      message: `${code}: ${message.split("\n", 1)[0] ?? ""}`,
    })),
    fixed: found.fixed ?? 0,
    notes: [
      ...(more > 0
        ? [`There are ${more} more new errors: ask check_code with since ${editId}.`]
        : []),
      ...(found.complete
        ? []
        : [`Not everything was checked: check_code with since ${editId} tells what.`]),
    ],
  };
}
