import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Coverage } from "./code-engine.ts";
import { Gate } from "./gate.ts";
import type { LanguageClient } from "./language-client.ts";
import { changesBetween } from "./tree-changes.ts";
import { crashed } from "./engine-error.ts";
import { openQuestions, type TypeScriptQuestions } from "./typescript-questions.ts";
import { findHomes, type Homes } from "./typescript-homes.ts";
import { openLoading } from "./typescript-loading.ts";
import {
  configsAround,
  decidesResolution,
  type ImportResolution,
  readResolution,
} from "./typescript-resolution.ts";
import { openSnapshots } from "./typescript-snapshots.ts";

/** The projects that a TypeScript server has loaded, kept in step with the disk. */
export interface TypeScriptProjects extends TypeScriptQuestions {
  readonly root: string;
  /** Tells the server what changed on disk. To be called before `cover`. */
  sync(tree: TreeState, task: Task): Promise<void>;
  /**
   * Asks the server once it knows the disk as it is and has the projects that were covered before. A server that ended
   * meanwhile and was started again has answered without them, so it is asked again.
   */
  answer<T>(tree: TreeState, task: Task, ask: () => Promise<T>): Promise<T>;
  /** To be called when the server was told of texts by somebody else. */
  changed(): void;
  /**
   * Loads the project of a configuration that names this file, unless there is none. Asked about a file whose own project
   * it does not have, the server loads that from disk for one answer, where imports may lead nowhere.
   */
  house(path: RepoPath, task: Task): Promise<void>;
  /** Loads projects until every one of these files is in one, as far as that is possible. */
  cover(paths: readonly RepoPath[], task: Task): Promise<Coverage>;
  /** Loads the project of every source file, and of these files, for checking them; see `findHomes`. */
  coverAll(paths: readonly RepoPath[], task: Task): Promise<Homes>;
  /** Undefined before the first `sync`. */
  resolution(): ImportResolution | undefined;
  close(): void;
}

export function trackProjects(root: string, client: LanguageClient): TypeScriptProjects {
  const snapshots = openSnapshots(root, client);
  const loading = openLoading(root, client, snapshots);
  /** What changes the state of the server runs in turn; what asks it, side by side. */
  const changing = new Gate();
  const configs = new Set<RepoPath>();
  let loose: readonly RepoPath[] = [];
  let seen: TreeState | undefined;
  let resolution: ImportResolution | undefined;
  /** Whether the last snapshot is behind what the server was told. */
  let stale = true;

  async function sync(tree: TreeState, task: Task): Promise<void> {
    if (isNewer(tree) || !snapshots.isConnected()) {
      await changing.alone(async () => await catchUp(tree, task));
    } else {
      await client.start(task);
    }
  }

  /** An answer that began before another one saw a change may come later. */
  function isNewer(tree: TreeState): boolean {
    return seen === undefined || tree.generation > seen.generation;
  }

  async function catchUp(tree: TreeState, task: Task): Promise<void> {
    if (isNewer(tree)) {
      const changes = changesBetween(seen?.files ?? new Map(), tree.files);
      const moved = changes.some(({ change }) => change !== "changed");
      if (seen === undefined || moved || changes.some(({ path }) => decidesResolution(path))) {
        resolution = readResolution(root, tree.files);
        loading.forget();
        loose = loose.filter((path) => tree.files.has(path));
        [...configs]
          .filter((path) => !tree.files.has(path))
          .forEach((path) => configs.delete(path));
      }
      if (seen !== undefined && client.state() === "running") {
        client.filesChanged(changes);
      }
      seen = tree;
      stale = true;
    }
    await client.start(task);
    if (await snapshots.connect(task)) {
      loading.restart();
      stale = true;
    }
  }

  async function answer<T>(tree: TreeState, task: Task, ask: () => Promise<T>): Promise<T> {
    const first = await attempt(tree, task, ask).catch((error: unknown) => {
      if (error instanceof ToolError && error.code === "ENGINE_CRASHED") {
        return undefined;
      }
      throw error;
    });
    const answered = first ?? (await attempt(tree, task, ask));
    if (answered === undefined) {
      throw crashed("TypeScript", "twice during one answer").failure;
    }
    return answered.result;
  }

  /** Undefined where the server that answered was not the one that had the projects. */
  async function attempt<T>(
    tree: TreeState,
    task: Task,
    ask: () => Promise<T>,
  ): Promise<{ readonly result: T } | undefined> {
    await sync(tree, task);
    if (stale) {
      await cover([], task);
    }
    const before = snapshots.run;
    const result = await ask();
    return client.runs === before ? { result } : undefined;
  }

  function known(): ImportResolution {
    if (resolution === undefined) {
      throw new Error("sync comes first.");
    }
    return resolution;
  }

  async function load(task: Task): Promise<void> {
    await loading.load({ configs, loose }, known(), task);
    stale = false;
  }

  function outside(paths: readonly RepoPath[]): RepoPath[] {
    const programs = snapshots.programs();
    return paths.filter((path) => !programs.some(({ files }) => files.has(path)));
  }

  async function cover(paths: readonly RepoPath[], task: Task): Promise<Coverage> {
    return await changing.alone(async () => {
      if (stale) {
        await load(task);
      }
      const before = snapshots.programs().length;
      let missing = outside(paths);
      for (const nearestAnyway of [false, true]) {
        const more = await configsFor(missing, nearestAnyway, task);
        if (more.length > 0) {
          more.forEach((config) => configs.add(config));
          await load(task);
          missing = outside(paths);
        }
      }
      const enlarged = missing.length > 0;
      if (enlarged) {
        loose = [...new Set([...loose, ...missing])].toSorted();
        await load(task);
        missing = outside(paths);
      }
      const hopeless = new Set(missing);
      const synthetic = new Set(loose);
      return {
        grown: snapshots.programs().length > before || enlarged,
        synthetic: paths.filter((path) => synthetic.has(path) && !hopeless.has(path)),
        uncovered: missing,
      };
    });
  }

  /**
   * Configurations that cover these files and are not loaded: of each file the nearest one that names it.
   * @param nearestAnyway the nearest that is none of those, instead: it may reach the file by an import
   */
  async function configsFor(
    files: readonly RepoPath[],
    nearestAnyway: boolean,
    task: Task,
  ): Promise<RepoPath[]> {
    const found = new Set<RepoPath>();
    for (const file of files) {
      for (const config of configsAround(file, known())) {
        if (!configs.has(config)) {
          const own = await loading.filesOf(config, task);
          if (nearestAnyway ? own.size > 0 : own.has(file)) {
            found.add(config);
            break;
          }
        }
      }
    }
    return [...found];
  }

  async function house(path: RepoPath, task: Task): Promise<void> {
    for (const config of configsAround(path, known())) {
      if ((await loading.filesOf(config, task)).has(path)) {
        if (!configs.has(config)) {
          await changing.alone(async () => {
            configs.add(config);
            await load(task);
          });
        }
        return;
      }
    }
  }

  return {
    root,
    sync,
    answer,
    house,
    cover,
    changed() {
      stale = true;
    },
    coverAll: async (paths, task) =>
      await changing.alone(async () => {
        if (stale) {
          await load(task);
        }
        return await findHomes(
          {
            sources: [...(seen?.files.keys() ?? [])],
            resolution: known(),
            loading,
            programs: () => snapshots.programs(),
            wanted: () => ({ configs, loose }),
            async want(more, alone) {
              more.forEach((config) => configs.add(config));
              loose = alone ?? loose;
              await load(task);
            },
          },
          paths,
          task,
        );
      }),
    ...openQuestions(root, snapshots),
    resolution: () => resolution,
    close: () => snapshots.close(),
  };
}
