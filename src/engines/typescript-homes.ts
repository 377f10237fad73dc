import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { ProjectLoading, Wanted } from "./typescript-loading.ts";
import { configsAround, folderOf, type ImportResolution } from "./typescript-resolution.ts";
import { typescriptServer } from "./typescript-server.ts";
import type { Program } from "./typescript-snapshots.ts";

/** The projects in which files are checked. */
export interface Homes {
  readonly programs: readonly Program[];
  /** The one that names a file; one that reaches it or was made up only where there is no such. */
  own(path: RepoPath): readonly Program[];
  /** All that hold a file; one that was made up only where there is no other. */
  of(path: RepoPath): readonly Program[];
}

/** What finding homes needs to know and to do. */
export interface HomeSearch {
  /** Every file of the repository. */
  readonly sources: readonly RepoPath[];
  readonly resolution: ImportResolution;
  readonly loading: ProjectLoading;
  programs(): readonly Program[];
  wanted(): Wanted;
  /** Loads further configurations; with `loose`, makes up projects for exactly these files. */
  want(configs: readonly RepoPath[], loose: readonly RepoPath[] | undefined): Promise<void>;
}

/**
 * Loads the project of every source file, and of these files: the nearest that names it, or the nearest that reaches it,
 * or one made up for it. What was loaded for other questions does not count, so that an answer hangs on the files alone.
 */
export async function findHomes(
  search: HomeSearch,
  paths: readonly RepoPath[],
  task: Task,
): Promise<Homes> {
  const { sources, loading } = search;
  const homes = new Set<RepoPath>();
  const homeOf = new Map<RepoPath, RepoPath>();
  let missing: readonly RepoPath[] = [...new Set([...sources.filter(isSource), ...paths])];
  const programsOf = (): readonly Program[] =>
    search
      .programs()
      .filter((program) => [...homes].some((config) => loading.isProgramOf(program, config)));
  for (const nearestAnyway of [false, true]) {
    const found = await homesFor(search, missing, nearestAnyway, task);
    found.forEach((config, path) => homeOf.set(path, config));
    const more = [...new Set(found.values())];
    more.forEach((config) => homes.add(config));
    if (more.some((config) => !search.wanted().configs.has(config))) {
      await search.want(more, undefined);
    }
    missing = notIn(programsOf(), missing);
  }
  if (missing.join("\n") !== search.wanted().loose.join("\n")) {
    await search.want([], missing.toSorted());
  }
  const own = programsOf();
  const made = search.programs().filter(isSynthetic);
  const withoutHome = new Set(missing);
  const of = (path: RepoPath): readonly Program[] =>
    (withoutHome.has(path) ? made : own).filter(({ files }) => files.has(path));
  return {
    programs: [...own, ...made],
    own(path) {
      const home = homeOf.get(path);
      const all = of(path);
      const first = all.find((program) => home !== undefined && loading.isProgramOf(program, home));
      return [first ?? all[0] ?? []].flat();
    },
    of,
  };
}

/** Of each file the configuration that names it; of those named by none, the nearest one that may reach it. */
async function homesFor(
  { resolution, loading }: HomeSearch,
  files: readonly RepoPath[],
  nearestAnyway: boolean,
  task: Task,
): Promise<ReadonlyMap<RepoPath, RepoPath>> {
  const around = new Map<string, readonly RepoPath[]>();
  const found = new Map<RepoPath, RepoPath>();
  for (const file of files) {
    const folder = folderOf(file);
    const configs = around.get(folder) ?? configsAround(file, resolution);
    around.set(folder, configs);
    for (const config of configs) {
      const own = await loading.filesOf(config, task);
      if (nearestAnyway ? own.size > 0 : own.has(file)) {
        found.set(file, config);
        break;
      }
    }
  }
  return found;
}

function isSynthetic({ project }: Program): boolean {
  return /\/node_modules\/\.repowright\/synthetic\.[^/]+$/.test(project.configFileName);
}

function isSource(path: RepoPath): boolean {
  return typescriptServer.handles(path) !== undefined;
}

function notIn(
  programs: readonly Pick<Program, "files">[],
  paths: readonly RepoPath[],
): readonly RepoPath[] {
  return paths.filter((path) => !programs.some(({ files }) => files.has(path)));
}
