import type { EngineDiagnostic } from "../engines/code-engine.ts";
import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { CheckedTree } from "./check-files.ts";
import type { Diagnostic } from "./checks.ts";

/** What one engine says about files. */
export interface EngineAnswer {
  readonly id: string;
  readonly paths: readonly RepoPath[];
  readonly found: ReadonlyMap<RepoPath, readonly Diagnostic[]>;
  readonly unchecked: ReadonlyMap<RepoPath, string>;
  readonly failure?: ToolError;
  readonly title?: string;
  readonly notes: readonly string[];
}

/** Asks the engine of this id. One that fails is told as such, so that others can answer in its place. */
export async function askEngine(
  { root, tree, engines, reach }: CheckedTree,
  id: string,
  paths: readonly RepoPath[],
  task: Task,
): Promise<EngineAnswer> {
  const nothing = { id, paths, found: new Map(), unchecked: new Map() };
  try {
    const [first] = paths;
    const engine = first && (await engines.forPath(first));
    if (engine === undefined) {
      throw new Error(`The engine ${id} is gone.`);
    }
    const said = await inBatches(
      paths,
      task,
      async (batch, part) => await engine.diagnostics(batch, tree, part, reach),
    );
    const { synthetic, uncovered } = await engine.cover(paths, tree, task);
    return {
      ...nothing,
      found: new Map([...said].map(([path, some]) => [path, some.map((one) => ours(root, one))])),
      unchecked: new Map(uncovered.map((path) => [path, `no project of ${engine.title} takes it`])),
      title: engine.title,
      notes: [...engine.notes(), ...syntheticNotes(synthetic)],
    };
  } catch (error) {
    if (error instanceof ToolError && error.code.startsWith("ENGINE_")) {
      const files = paths.length === 1 ? "1 file" : `${paths.length} files`;
      const note = `${files} checked by syntax alone: ${error.code}: ${error.message} ${error.next}`;
      return { ...nothing, failure: error, notes: [note] };
    }
    throw error;
  }
}

/** One request for each of thousands of files at once would wait behind each other until time limits end them. */
async function inBatches<Found>(
  paths: readonly RepoPath[],
  task: Task,
  ask: (batch: readonly RepoPath[], task: Task) => Promise<ReadonlyMap<RepoPath, Found>>,
): Promise<ReadonlyMap<RepoPath, Found>> {
  const found: (readonly [RepoPath, Found])[] = [];
  for (let at = 0; at < paths.length; at += batchFiles) {
    task.signal.throwIfAborted();
    const batch = paths.slice(at, at + batchFiles);
    const progress: Task["progress"] = (done, total, message) =>
      task.progress(at + (total === 0 ? 0 : (done * batch.length) / total), paths.length, message);
    found.push(...(await ask(batch, { signal: task.signal, progress })));
    task.progress(at + batch.length, paths.length, "checking");
  }
  return new Map(found);
}

const batchFiles = 64;

/** Where the repository or its copy lies tells nothing, and differs between the two. */
function ours(root: string, { path, line, column, endLine, ...one }: EngineDiagnostic): Diagnostic {
  return {
    path,
    line,
    column,
    endLine,
    severity: one.severity,
    // pyright names no rule for broken syntax, and then its own name stands here.
    code: one.syntax === true && !/\d/.test(one.code) ? "syntax" : one.code,
    message: one.message.replaceAll(`${root}/`, ""),
    source: one.syntax === true ? "syntax" : "types",
  };
}

function syntheticNotes(paths: readonly RepoPath[]): string[] {
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
  return paths.length === 0
    ? []
    : [
        `No project configures ${paths.slice(0, 3).join(", ")}${more}; they were checked in one made up for them.`,
      ];
}
