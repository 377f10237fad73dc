import { FoldingRangeRequest } from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import { sameStamp } from "../workspace/stamp.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import type { Coverage, Occurrence } from "./code-engine.ts";
import { uriOf } from "./file-places.ts";
import { Gate } from "./gate.ts";
import type { LanguageClient } from "./language-client.ts";
import { type ApiMethod, connectApi, crashed, type TypeScriptApi } from "./typescript-api.ts";
import { configuredProject, type ProjectFile, syntheticProject } from "./typescript-project.ts";
import {
  decidesResolution,
  folderOf,
  type ImportResolution,
  isUsual,
  readResolution,
} from "./typescript-resolution.ts";
import { type AskApi, type FoundSymbol, symbolsIn } from "./typescript-symbols.ts";
import { typescriptServer } from "./typescript-server.ts";

/** The projects that a TypeScript server has loaded, kept in step with the disk. */
export interface TypeScriptProjects {
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
  /** Loads projects until every one of these files is in one, as far as that is possible. */
  cover(paths: readonly RepoPath[], task: Task): Promise<Coverage>;
  /** The symbols at places of one file. Aliases of imports are as they stand. */
  symbolsAt(
    path: RepoPath,
    places: readonly Occurrence[],
    task: Task,
  ): Promise<readonly FoundSymbol[]>;
  /** Where syntax errors begin, in UTF-16 units. */
  syntaxErrors(path: RepoPath, task: Task): Promise<readonly number[]>;
  /**
   * Loads the project of every source file, and of these files: the nearest that names it, or the nearest that reaches
   * it, or one made up for it. What was loaded for other questions does not count, so that an answer hangs on the files
   * alone.
   */
  coverAll(paths: readonly RepoPath[], task: Task): Promise<Homes>;
  /** What the API answers about a project, as a whole or with `file` in the parameters. */
  askIn<Result>(
    program: Program,
    method: ApiMethod,
    params: object,
    task: Task,
  ): Promise<Result | undefined>;
  /** Undefined before the first `sync`. */
  resolution(): ImportResolution | undefined;
  close(): void;
}

/** The projects in which files are checked. */
export interface Homes {
  readonly programs: readonly Program[];
  /** The one that names a file; one that reaches it or was made up only where there is no such. */
  own(path: RepoPath): readonly Program[];
  /** All that hold a file; one that was made up only where there is no other. */
  of(path: RepoPath): readonly Program[];
}

interface Project {
  readonly id: string;
  readonly configFileName: string;
}

interface Snapshot {
  readonly snapshot: number;
  readonly projects: readonly Project[];
}

/** A loaded project and those of the repository's files that its program holds. */
export interface Program {
  readonly project: Project;
  readonly files: ReadonlySet<string>;
}

export function trackProjects(root: string, client: LanguageClient): TypeScriptProjects {
  let seen: TreeState | undefined;
  let resolution: ImportResolution | undefined;
  let run = 0;
  let api: TypeScriptApi | undefined;
  let snapshot: Snapshot | undefined;
  let programs: readonly Program[] = [];
  let stale = true;
  /** Root files by configuration, as the server works them out; dropped when files come or go. */
  let rootFiles = new Map<RepoPath, Promise<ReadonlySet<string>>>();
  /** Configurations whose projects were asked for. */
  const wanted = new Set<RepoPath>();
  /** Of a configuration that is wanted, the one the server is given, which may be made up. */
  const projectFiles = new Map<RepoPath, string>();
  /** Files that no configuration covers. */
  let loose: readonly RepoPath[] = [];
  /** Documents that lie on no disk. */
  let told = new Map<string, string>();
  let opened = new Set<string>();

  /** What changes the state of the server runs in turn; what asks it, side by side. */
  const changing = new Gate();

  async function sync(tree: TreeState, task: Task): Promise<void> {
    const fresh = seen === undefined || tree.generation > seen.generation;
    if (fresh || client.runs !== run || api?.closed !== false) {
      await changing.alone(async () => await catchUp(tree, task));
    } else {
      await client.start(task);
    }
  }

  async function answer<T>(tree: TreeState, task: Task, askServer: () => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await sync(tree, task);
      if (stale) {
        await cover([], task);
      }
      const before = run;
      const result = await askServer();
      if (client.runs === before) {
        return result;
      }
    }
    throw crashed();
  }

  async function catchUp(tree: TreeState, task: Task): Promise<void> {
    // An answer that began before another one saw a change may come later.
    if (seen === undefined || tree.generation > seen.generation) {
      const changes = changesBetween(seen?.files, tree.files);
      const moved = changes.some(({ change }) => change !== "changed");
      if (seen === undefined || moved || changes.some(({ path }) => decidesResolution(path))) {
        resolution = readResolution(root, tree.files);
        rootFiles = new Map();
        loose = loose.filter((path) => tree.files.has(path));
      }
      if (seen !== undefined && client.state() === "running") {
        client.filesChanged(changes);
      }
      seen = tree;
      stale = true;
    }
    await client.start(task);
    if (client.runs !== run || api === undefined || api.closed) {
      api?.close();
      const { pipe } = await client.request<{ pipe: string }>(
        "custom/initializeAPISession",
        {},
        task,
      );
      api = await connectApi(pipe, task);
      run = client.runs;
      snapshot = undefined;
      programs = [];
      opened = new Set();
      stale = true;
    }
  }

  /**
   * Waits until the server has read all that it was told. The API has a connection of its own, so what it is asked could
   * overtake that; a request on the same connection cannot.
   */
  async function settle(task: Task): Promise<void> {
    const uri = uriOf(root, waitingRoom);
    client.openDocument({ uri, languageId: "json", text: "{}" });
    await client.request(FoldingRangeRequest.type, { textDocument: { uri } }, task);
  }

  async function update(params: object, task: Task): Promise<void> {
    const before = snapshot;
    const server = running();
    const fresh = await server.request<Snapshot>("updateSnapshot", params, task);
    snapshot = fresh;
    stale = false;
    programs = await Promise.all(
      fresh.projects.filter(isConfigured).map(async (project) => {
        const names = await running().request<readonly string[] | null>(
          "getSourceFileNames",
          { snapshot: fresh.snapshot, project: project.id },
          task,
        );
        return { project, files: filesInside(root, names ?? []) };
      }),
    );
    if (before !== undefined) {
      leave(before);
    }
  }

  /** A snapshot is given back when it is replaced and nobody asks about it any more. */
  const users = new Map<number, number>();

  function enter({ snapshot: id }: Snapshot): void {
    users.set(id, (users.get(id) ?? 1) + 1);
  }

  function leave({ snapshot: id }: Snapshot): void {
    const left = (users.get(id) ?? 1) - 1;
    users.set(id, left);
    if (left === 0) {
      users.delete(id);
      const task = { signal: AbortSignal.timeout(10_000), progress: () => undefined };
      // A server that ended has given everything back.
      api?.request("release", { snapshot: id }, task).catch(() => undefined);
    }
  }

  function running(): TypeScriptApi {
    if (api === undefined) {
      throw new Error("sync comes first.");
    }
    return api;
  }

  function outside(paths: readonly RepoPath[]): RepoPath[] {
    return paths.filter((path) => !programs.some(({ files }) => files.has(path)));
  }

  /** The files of a configuration, relative to the root. */
  async function filesOf(config: RepoPath, task: Task): Promise<ReadonlySet<string>> {
    const known =
      rootFiles.get(config) ??
      running()
        .request<{ fileNames: readonly string[] }>(
          "parseConfigFile",
          { file: `${root}/${config}` },
          task,
        )
        .then(({ fileNames }) => filesInside(root, fileNames));
    rootFiles.set(config, known);
    try {
      return await known;
    } catch (error) {
      rootFiles.delete(config);
      throw error;
    }
  }

  /** Brings the loaded projects in line with what is wanted. */
  async function load(task: Task): Promise<void> {
    await settle(task);
    if (rootFiles.size === 0 && snapshot !== undefined) {
      // What files a configuration has, the server tells as of its last snapshot.
      await update({}, task);
    }
    const projects = await wantedProjects(task);
    const documents = new Map(
      projects.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text] as const])),
    );
    for (const path of told.keys()) {
      if (!documents.has(path)) {
        client.closeDocument(uriOf(root, path));
      }
    }
    for (const [path, text] of documents) {
      client.openDocument({ uri: uriOf(root, path), languageId: "json", text });
    }
    told = documents;
    await settle(task);
    const paths = new Set(projects.map(({ path }) => `${root}/${path}`));
    const openProjects = [...paths].filter((path) => !opened.has(path));
    const closeProjects = [...opened].filter((path) => !paths.has(path));
    opened = paths;
    await update({ openProjects, closeProjects }, task);
  }

  async function wantedProjects(task: Task): Promise<ProjectFile[]> {
    if (resolution === undefined) {
      throw new Error("sync comes first.");
    }
    const projects: ProjectFile[] = [];
    for (const path of wanted) {
      const config = resolution.configs.get(path);
      if (config === undefined) {
        wanted.delete(path);
      } else {
        const files = [...(await filesOf(path, task))].map(asRepoPath);
        const project = configuredProject(config, files, resolution);
        projectFiles.set(path, project.path);
        projects.push(project);
      }
    }
    for (const [path, files] of looseByConfig(loose, resolution)) {
      projects.push(syntheticProject(resolution.configs.get(path), files, resolution));
    }
    return projects;
  }

  async function cover(paths: readonly RepoPath[], task: Task): Promise<Coverage> {
    return await changing.alone(async () => await coverInTurn(paths, task));
  }

  async function coverInTurn(paths: readonly RepoPath[], task: Task): Promise<Coverage> {
    if (stale) {
      await load(task);
    }
    const before = programs.length;
    let missing = outside(paths);
    const hopeless = new Set<RepoPath>();
    for (const nearestAnyway of [false, true]) {
      const more = missing.length === 0 ? [] : await configsFor(missing, nearestAnyway, task);
      if (more.length > 0) {
        more.forEach((config) => wanted.add(config));
        await load(task);
        missing = outside(paths);
      }
    }
    const enlarged = missing.length > 0;
    if (enlarged) {
      loose = [...new Set([...loose, ...missing])].toSorted();
      await load(task);
      missing = outside(paths);
      missing.forEach((path) => hopeless.add(path));
    }
    const synthetic = new Set(loose);
    return {
      grown: programs.length > before || enlarged,
      synthetic: paths.filter((path) => synthetic.has(path) && !hopeless.has(path)),
      uncovered: missing,
    };
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
      for (const config of configsAround(file, resolution)) {
        if (!wanted.has(config)) {
          const own = await filesOf(config, task);
          if (nearestAnyway ? own.size > 0 : own.has(file)) {
            found.add(config);
            break;
          }
        }
      }
    }
    return [...found];
  }

  /**
   * Asks the API about a project, all within one snapshot: what the API names by a number, it knows in that one only.
   * Undefined before anything was covered.
   */
  async function within<Result>(
    { project }: Program,
    task: Task,
    work: (ask: AskApi) => Promise<Result>,
  ): Promise<Result | undefined> {
    const now = snapshot;
    if (now === undefined) {
      return undefined;
    }
    const at = { snapshot: now.snapshot, project: project.id };
    const server = running();
    enter(now);
    try {
      return await work(
        async (method, params) => await server.request(method, { ...at, ...params }, task),
      );
    } finally {
      leave(now);
    }
  }

  async function askIn<Result>(
    program: Program,
    method: ApiMethod,
    params: object,
    task: Task,
  ): Promise<Result | undefined> {
    return await within(program, task, async (ask) => await ask<Result>(method, params));
  }

  /** The project that a file is in. */
  function programWith(path: RepoPath): Program | undefined {
    return programs.find(({ files }) => files.has(path));
  }

  async function coverAll(paths: readonly RepoPath[], task: Task): Promise<Homes> {
    return await changing.alone(async () => {
      if (stale) {
        await load(task);
      }
      const sources = [...(seen?.files.keys() ?? [])].filter((path) => isSource(path));
      const all = [...new Set([...sources, ...paths])];
      const homes = new Set<RepoPath>();
      const homeOf = new Map<RepoPath, RepoPath>();
      let missing: readonly RepoPath[] = all;
      for (const nearestAnyway of [false, true]) {
        const found = await homesFor(missing, nearestAnyway, task);
        found.forEach((config, path) => homeOf.set(path, config));
        const more = [...new Set(found.values())];
        more.forEach((config) => homes.add(config));
        if (stale || more.some((config) => !wanted.has(config))) {
          more.forEach((config) => wanted.add(config));
          await load(task);
        }
        missing = notIn(programsOf(homes), missing);
      }
      if (missing.join("\n") !== loose.join("\n")) {
        loose = missing.toSorted();
        await load(task);
      }
      const own = programsOf(homes);
      const made = programs.filter(({ project }) => isSynthetic(project));
      const withoutHome = new Set(missing);
      const of = (path: RepoPath): readonly Program[] =>
        (withoutHome.has(path) ? made : own).filter(({ files }) => files.has(path));
      return {
        programs: [...own, ...made],
        own(path) {
          const home = homeOf.get(path);
          const all = of(path);
          const first = all.find((program) => home !== undefined && isProgramOf(program, home));
          return [first ?? all[0] ?? []].flat();
        },
        of,
      };
    });
  }

  /** Of each file the configuration that names it; of those named by none, the nearest one that may reach it. */
  async function homesFor(
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
        const own = await filesOf(config, task);
        if (nearestAnyway ? own.size > 0 : own.has(file)) {
          found.set(file, config);
          break;
        }
      }
    }
    return found;
  }

  function programsOf(configs: ReadonlySet<RepoPath>): Program[] {
    return programs.filter((program) =>
      [...configs].some((config) => isProgramOf(program, config)),
    );
  }

  function isProgramOf({ project }: Program, config: RepoPath): boolean {
    return project.configFileName === `${root}/${projectFiles.get(config) ?? ""}`;
  }

  async function symbolsAt(
    path: RepoPath,
    places: readonly Occurrence[],
    task: Task,
  ): Promise<readonly FoundSymbol[]> {
    const program = programWith(path);
    const found =
      program &&
      (await within(program, task, async (ask) => await symbolsIn(root, path, places, ask)));
    return found ?? places.map(() => ({ symbol: undefined, leadsNowhere: false }));
  }

  async function syntaxErrors(path: RepoPath, task: Task): Promise<readonly number[]> {
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
  }

  return {
    root,
    sync,
    answer,
    cover,
    changed() {
      stale = true;
    },
    symbolsAt,
    syntaxErrors,
    coverAll,
    askIn,
    resolution: () => resolution,
    close() {
      api?.close();
    },
  };
}

/** A document on no disk, in a folder where no server looks for a project; it costs nothing to ask about. */
const waitingRoom = "node_modules/.repowright/empty.json";

/** The project for files without one has no configuration. */
function isConfigured({ configFileName }: Project): boolean {
  return configFileName.endsWith(".json");
}

function isSynthetic({ configFileName }: Project): boolean {
  return /\/node_modules\/\.repowright\/synthetic\.[^/]+$/.test(configFileName);
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

/** Configurations in the folders from a file up to the root; in each the ones that servers look for come first. */
function configsAround(file: RepoPath, resolution: ImportResolution | undefined): RepoPath[] {
  const found: RepoPath[] = [];
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    found.push(...(resolution?.configsIn(folder) ?? []));
    if (folder === ".") {
      return found;
    }
  }
}

/** Groups files by the nearest usual configuration; those below none are under `""`. */
function looseByConfig(
  files: readonly RepoPath[],
  resolution: ImportResolution,
): Map<RepoPath, RepoPath[]> {
  const groups = new Map<RepoPath, RepoPath[]>();
  for (const file of files) {
    const config = configsAround(file, resolution).find(isUsual) ?? asRepoPath("");
    const group = groups.get(config) ?? [];
    groups.set(config, group);
    group.push(file);
  }
  return groups;
}

/** Those of the names that lie in the root, relative to it. */
function filesInside(root: string, names: readonly string[]): Set<string> {
  const prefix = `${root.replaceAll("\\", "/")}/`;
  return new Set(
    names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
  );
}

function changesBetween(
  before: TreeState["files"] | undefined,
  now: TreeState["files"],
): { path: string; change: "created" | "changed" | "deleted" }[] {
  const changes: { path: string; change: "created" | "changed" | "deleted" }[] = [];
  for (const [path, { stamp }] of now) {
    const old = before?.get(path)?.stamp;
    if (old === undefined) {
      changes.push({ path, change: "created" });
    } else if (old !== stamp && !sameStamp(old, stamp)) {
      changes.push({ path, change: "changed" });
    }
  }
  for (const path of before?.keys() ?? []) {
    if (!now.has(path)) {
      changes.push({ path, change: "deleted" });
    }
  }
  return changes;
}
