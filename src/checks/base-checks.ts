import { Gate } from "../engines/gate.ts";
import { type Engines, openEngines } from "../engines/engines.ts";
import type { Environment } from "../engines/engine-spec.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { type BaseCopy, makeBaseCopy } from "./base-copy.ts";
import type { BaseState } from "./base-state.ts";
import { checkFiles, type CheckedFiles, type CheckedTree } from "./check-files.ts";
import { type EngineOf, isSource } from "./is-source.ts";

/** Checks earlier states of one repository. */
export interface BaseChecks {
  /**
   * Checks a state and hands the outcome on while the copy still looks like it; one after the other.
   * @param paths as they were then
   * @param without ids of engines not to ask
   */
  check<T>(
    question: {
      readonly now: CheckedTree;
      readonly state: BaseState;
      readonly paths: (there: ReadonlyMap<RepoPath, unknown>) => readonly RepoPath[];
      readonly without: ReadonlySet<string>;
    },
    task: Task,
    use: (checked: CheckedFiles, root: string) => T,
  ): Promise<T>;
  close(): Promise<void>;
}

export interface BaseChecksOptions {
  readonly root: string;
  /** Absolute; where copies are made. */
  readonly folder: string;
  readonly environment: Environment;
  /** The most resident memory of one engine. */
  readonly memoryBytes: number;
}

/** Opens the way to check earlier states. Nothing is copied or started before the first question. */
export function openBaseChecks({
  root,
  folder,
  environment,
  memoryBytes,
}: BaseChecksOptions): BaseChecks {
  const gate = new Gate();
  let copy: BaseCopy | undefined;
  let engines: Engines | undefined;

  return {
    check: async ({ now, state, paths, without }, task, use) =>
      await gate.alone(async () => {
        task.signal.throwIfAborted();
        copy ??= makeBaseCopy(root, folder, (path) => isRead(path, now.engineOf));
        const { tree, relinked } = await copy.bring(state, now.tree, task);
        if (relinked) {
          // An engine looks through links to what is not listed, and nobody tells it that those are others now.
          await engines?.close();
          engines = undefined;
        }
        engines ??= openEngines({ root: copy.root, environment, memoryBytes });
        const { engineOf, parsing, reach } = now;
        const then = { root: copy.root, tree, engines, engineOf, parsing, reach };
        return use(await checkFiles(then, paths(tree.files), without, task), copy.root);
      }),
    async close() {
      await engines?.close();
      copy?.remove();
    },
  };
}

/** What an engine or grammar reads, and what may configure an engine. */
function isRead(path: RepoPath, engineOf: EngineOf): boolean {
  return isSource(path, engineOf) || /\.(?:json[5c]?|toml|cfg|ini|ya?ml|typed)$/iu.test(path);
}
