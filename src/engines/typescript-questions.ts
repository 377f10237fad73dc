import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Occurrence } from "./code-engine.ts";
import type { ApiMethod } from "./typescript-api.ts";
import type { Program, TypeScriptSnapshots } from "./typescript-snapshots.ts";
import { type FoundSymbol, symbolsIn } from "./typescript-symbols.ts";

/** What the API is asked about files, each in a loaded project that holds it. */
export interface TypeScriptQuestions {
  /** The symbols at places of one file. Aliases of imports are as they stand. */
  symbolsAt(
    path: RepoPath,
    places: readonly Occurrence[],
    task: Task,
  ): Promise<readonly FoundSymbol[]>;
  /** Has the types of what stands at places of one file worked out, given by offsets. */
  inferAt(path: RepoPath, offsets: readonly number[], task: Task): Promise<void>;
  /** Where syntax errors begin, in UTF-16 units. */
  syntaxErrors(path: RepoPath, task: Task): Promise<readonly number[]>;
  /** What the API answers about a project, as a whole or with `file` in the parameters. */
  askIn<Result>(
    program: Program,
    method: ApiMethod,
    params: object,
    task: Task,
  ): Promise<Result | undefined>;
}

export function openQuestions(root: string, snapshots: TypeScriptSnapshots): TypeScriptQuestions {
  async function askIn<Result>(
    program: Program,
    method: ApiMethod,
    params: object,
    task: Task,
  ): Promise<Result | undefined> {
    return await snapshots.within(program, task, async (ask) => await ask<Result>(method, params));
  }

  function programWith(path: RepoPath): Program | undefined {
    return snapshots.programs().find(({ files }) => files.has(path));
  }

  return {
    askIn,
    async symbolsAt(path, places, task) {
      const program = programWith(path);
      const found =
        program &&
        (await snapshots.within(
          program,
          task,
          async (ask) => await symbolsIn(root, path, places, ask),
        ));
      return found ?? places.map(() => ({ symbol: undefined, leadsNowhere: false }));
    },
    async inferAt(path, offsets, task) {
      const program = programWith(path);
      if (program !== undefined && offsets.length > 0) {
        const params = { file: `${root}/${path}`, positions: offsets };
        await askIn(program, "getTypesAtPositions", params, task);
      }
    },
    async syntaxErrors(path, task) {
      const program = programWith(path);
      const params = { file: `${root}/${path}` };
      const found =
        program &&
        (await askIn<readonly { readonly pos: number }[] | null>(
          program,
          "getSyntacticDiagnostics",
          params,
          task,
        ));
      return (found ?? []).map(({ pos }) => pos);
    },
  };
}
