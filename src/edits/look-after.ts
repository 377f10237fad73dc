import type { CheckRoom } from "../checks/check-code.ts";
import { ToolError } from "../errors.ts";
import type { ImpactSources } from "../impact/asked-changes.ts";
import type { ImpactResult } from "../impact/impact.ts";
import { quietly } from "../impact/search-callers.ts";
import { traceImpact } from "../impact/trace-impact.ts";
import { languageOfPath } from "../languages/index.ts";
import type { PlannedFile } from "../patching/planned-patch.ts";
import type { Task } from "../task.ts";
import type { Aftermath, StaleCaller } from "./edits.ts";
import { findNewErrors } from "./new-errors.ts";

export interface AftermathRoom extends CheckRoom, ImpactSources {}

/** An agent waits for the answer to an edit, and the edit is done; for more it can ask check_code. */
const limitMs = 20_000;

/**
 * What an edit that was just written broke: new type errors, callers that it left behind, and the tests that reach it.
 * Whatever goes wrong here is told and not thrown: the edit stands.
 */
export async function lookAfter(
  room: AftermathRoom,
  { editId, files }: { readonly editId: string; readonly files: readonly PlannedFile[] },
  task: Task,
): Promise<Aftermath> {
  const limit = AbortSignal.timeout(limitMs);
  const paths = files.flatMap(({ path, op }) => (op === "delete" ? [] : path));
  const quiet = quietly({ ...task, signal: AbortSignal.any([task.signal, limit]) });
  const [types, impact] = await Promise.all([
    attempt(
      "Type errors",
      limit,
      task,
      async () => await findNewErrors(room, { editId, paths }, quiet),
    ),
    attempt("Callers and tests", limit, task, async () => await impactOf(room, files, quiet)),
  ]);
  const changed = new Set<string>(files.map(({ path }) => path));
  return {
    types: types.value,
    staleCallers: impact.value && staleCallers(impact.value, changed),
    affectedTests: impact.value?.entries.flatMap((one) =>
      one.section === "tests" ? one.path : [],
    ),
    notes: [
      ...types.notes.map((note) => `${note} Ask check_code with since ${editId}.`),
      ...impact.notes.map((note) => `${note} Ask trace_impact.`),
      ...(impact.value?.complete === false
        ? ["Callers and tests may be missing; trace_impact tells why."]
        : []),
    ],
  };
}

interface Attempt<Value> {
  readonly value: Value | undefined;
  readonly notes: readonly string[];
}

async function attempt<Value>(
  what: string,
  limit: AbortSignal,
  { signal }: Task,
  find: () => Promise<Value>,
): Promise<Attempt<Value>> {
  try {
    return { value: await find(), notes: [] };
  } catch (error) {
    signal.throwIfAborted();
    const why = limit.aborted
      ? `that took longer than ${limitMs / 1000} s`
      : error instanceof ToolError
        ? error.message.replace(/\.$/u, "")
        : `it failed: ${error instanceof Error ? error.message : String(error)}`;
    return { value: undefined, notes: [`${what} were not looked for: ${why}.`] };
  }
}

async function impactOf(
  room: ImpactSources,
  files: readonly PlannedFile[],
  task: Task,
): Promise<ImpactResult> {
  const sources = files.filter(({ path }) => languageOfPath(path) !== undefined);
  return await traceImpact(
    room,
    {
      files: sources.map(({ path, op, from, before, after }) => ({
        ...(op !== "delete" && { now: { path, text: after } }),
        ...(op !== "create" && op !== "copy" && { before: { path: from ?? path, text: before } }),
      })),
      maxDistance: 3,
      limit: 500,
      offset: 0,
    },
    task,
  );
}

/** Who names what changed for others, where nobody changed it along. */
function staleCallers({ entries }: ImpactResult, changed: ReadonlySet<string>): StaleCaller[] {
  const seenByOthers = new Set(
    entries.flatMap((one) =>
      one.section === "changed" && (one.change === "signature" || one.change === "removed")
        ? `${one.path}#${one.qualifiedName}`
        : [],
    ),
  );
  return entries.flatMap((one) =>
    one.section === "callers" &&
    one.distance === 1 &&
    seenByOthers.has(one.via) &&
    !changed.has(one.path)
      ? { path: one.path, line: one.line, name: one.name, uses: one.via }
      : [],
  );
}
