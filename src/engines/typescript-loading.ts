import { FoldingRangeRequest } from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { uriOf } from "./file-places.ts";
import type { LanguageClient } from "./language-client.ts";
import { configuredProject, type ProjectFile, syntheticProject } from "./typescript-project.ts";
import { configsAround, type ImportResolution, isUsual } from "./typescript-resolution.ts";
import type { Program, TypeScriptSnapshots } from "./typescript-snapshots.ts";

/** Which projects are to be loaded. */
export interface Wanted {
  /** Of the repository's configurations. */
  readonly configs: ReadonlySet<RepoPath>;
  /** Files that no configuration covers. */
  readonly loose: readonly RepoPath[];
}

/** Keeps the server's loaded projects in line with those that are wanted. */
export interface ProjectLoading {
  load(wanted: Wanted, resolution: ImportResolution, task: Task): Promise<void>;
  /** The files that a configuration names; remembered until `forget`. */
  filesOf(config: RepoPath, task: Task): Promise<ReadonlySet<RepoPath>>;
  /** To be called when files came or went, or configurations changed. */
  forget(): void;
  /** To be called for a server that has nothing loaded. */
  restart(): void;
  /** Whether a program is that of a configuration, or of the one that takes its place. */
  isProgramOf(program: Program, config: RepoPath): boolean;
}

export function openLoading(
  root: string,
  client: LanguageClient,
  snapshots: TypeScriptSnapshots,
): ProjectLoading {
  let rootFiles = new Map<RepoPath, Promise<ReadonlySet<RepoPath>>>();
  /** Whether files came or went since the last snapshot. */
  let moved = false;
  /** Documents that lie on no disk. */
  let told: ReadonlySet<string> = new Set();
  /** Absolute paths of the loaded projects' configurations. */
  let opened: ReadonlySet<string> = new Set();
  /** Of a configuration that is wanted, the one that the server is given. */
  const given = new Map<RepoPath, string>();

  /**
   * Waits until the server has read all that it was told. The API has a connection of its own, so what it is asked could
   * overtake that; a request on the same connection cannot.
   */
  async function settle(task: Task): Promise<void> {
    const uri = uriOf(root, waitingRoom);
    client.openDocument({ uri, languageId: "json", text: "{}" });
    await client.request(FoldingRangeRequest.type, { textDocument: { uri } }, task);
  }

  async function filesOf(config: RepoPath, task: Task): Promise<ReadonlySet<RepoPath>> {
    const known =
      rootFiles.get(config) ?? snapshots.filesOf(config, task).then((files) => new Set(files));
    rootFiles.set(config, known);
    try {
      return await known;
    } catch (error) {
      rootFiles.delete(config);
      throw error;
    }
  }

  async function projectsFor(
    { configs, loose }: Wanted,
    resolution: ImportResolution,
    task: Task,
  ): Promise<ProjectFile[]> {
    const projects: ProjectFile[] = [];
    for (const path of configs) {
      const config = resolution.configs.get(path);
      if (config !== undefined) {
        const project = configuredProject(config, [...(await filesOf(path, task))], resolution);
        given.set(path, project.path);
        projects.push(project);
      }
    }
    for (const [config, files] of groupLoose(loose, resolution)) {
      projects.push(syntheticProject(resolution.configs.get(config), files, resolution));
    }
    return projects;
  }

  function tell(projects: readonly ProjectFile[]): void {
    const texts = new Map(
      projects.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text] as const])),
    );
    for (const path of told) {
      if (!texts.has(path)) {
        client.closeDocument(uriOf(root, path));
      }
    }
    for (const [path, text] of texts) {
      client.openDocument({ uri: uriOf(root, path), languageId: "json", text });
    }
    told = new Set(texts.keys());
  }

  return {
    filesOf,
    forget() {
      rootFiles = new Map();
      moved = true;
    },
    restart() {
      opened = new Set();
    },
    isProgramOf: ({ project }, config) =>
      project.configFileName === `${root}/${given.get(config) ?? config}`,
    async load(wanted, resolution, task) {
      await settle(task);
      if (moved && snapshots.programs().length > 0) {
        // What files a configuration has, the server tells as of its last snapshot.
        await snapshots.update({}, task);
      }
      moved = false;
      const projects = await projectsFor(wanted, resolution, task);
      tell(projects);
      await settle(task);
      const paths = new Set(projects.map(({ path }) => `${root}/${path}`));
      const openProjects = [...paths].filter((path) => !opened.has(path));
      const closeProjects = [...opened].filter((path) => !paths.has(path));
      await snapshots.update({ openProjects, closeProjects }, task);
      opened = paths;
    },
  };
}

/** A document on no disk, in a folder where no server looks for a project; it costs nothing to ask about. */
const waitingRoom = "node_modules/.repowright/empty.json";

/** Groups files by the nearest usual configuration; those below none are under a path that no file has. */
function groupLoose(
  files: readonly RepoPath[],
  resolution: ImportResolution,
): ReadonlyMap<RepoPath, readonly RepoPath[]> {
  const groups = new Map<RepoPath, RepoPath[]>();
  for (const file of files) {
    const config = configsAround(file, resolution).find(isUsual) ?? noConfig;
    const group = groups.get(config) ?? [];
    groups.set(config, group);
    group.push(file);
  }
  return groups;
}

const noConfig = asRepoPath("");
