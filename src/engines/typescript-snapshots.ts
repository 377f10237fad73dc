import type { Task } from "../task.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import type { LanguageClient } from "./language-client.ts";
import { type ApiMethod, connectApi, type TypeScriptApi } from "./typescript-api.ts";
import type { AskApi } from "./typescript-symbols.ts";

/** A loaded project and those of the repository's files that its program holds. */
export interface Program {
  readonly project: Project;
  readonly files: ReadonlySet<string>;
}

interface Project {
  readonly id: string;
  /** Absolute. */
  readonly configFileName: string;
}

interface Snapshot {
  readonly snapshot: number;
  readonly projects: readonly Project[];
}

/** What the server has loaded, as of its last snapshot. */
export interface TypeScriptSnapshots {
  /** Connects to the running server unless that is done. Answers whether it is another server than before. */
  connect(task: Task): Promise<boolean>;
  /** Whether the server that was connected still runs. */
  isConnected(): boolean;
  /** Counts the servers that were connected. */
  readonly run: number;
  /** Loads and drops projects, given by absolute paths, and takes over what the server was told. */
  update(
    projects: {
      readonly openProjects?: readonly string[];
      readonly closeProjects?: readonly string[];
    },
    task: Task,
  ): Promise<void>;
  programs(): readonly Program[];
  /** The files that a configuration names, relative to the root. */
  filesOf(config: RepoPath, task: Task): Promise<readonly RepoPath[]>;
  /**
   * Asks about a project, all within one snapshot: what the API names by a number, it knows in that one only. Undefined
   * before anything was loaded.
   */
  within<Result>(
    program: Program,
    task: Task,
    work: (ask: AskApi) => Promise<Result>,
  ): Promise<Result | undefined>;
  close(): void;
}

export function openSnapshots(root: string, client: LanguageClient): TypeScriptSnapshots {
  let run = 0;
  let api: TypeScriptApi | undefined;
  let snapshot: Snapshot | undefined;
  let programs: readonly Program[] = [];
  /** Of each snapshot who uses it; being the last one counts as one user. */
  const users = new Map<number, number>();

  function running(): TypeScriptApi {
    if (api === undefined) {
      throw new Error("connect comes first.");
    }
    return api;
  }

  function enter({ snapshot: id }: Snapshot): void {
    users.set(id, (users.get(id) ?? 1) + 1);
  }

  /** A snapshot is given back when it is replaced and nobody asks about it any more. */
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

  return {
    get run() {
      return run;
    },
    isConnected: () => client.runs === run && api?.closed === false,
    programs: () => programs,
    async connect(task) {
      if (client.runs === run && api?.closed === false) {
        return false;
      }
      api?.close();
      const runs = client.runs;
      const session = await client.request<{ pipe: string }>(
        "custom/initializeAPISession",
        {},
        task,
      );
      api = await connectApi(client, session.pipe, task);
      run = runs;
      snapshot = undefined;
      programs = [];
      users.clear();
      return true;
    },
    async update(params, task) {
      const before = snapshot;
      const server = running();
      const fresh = await server.request<Snapshot>("updateSnapshot", params, task);
      snapshot = fresh;
      programs = await Promise.all(
        fresh.projects.filter(isConfigured).map(async (project) => {
          const at = { snapshot: fresh.snapshot, project: project.id };
          const names = await server.request<readonly string[] | null>(
            "getSourceFileNames",
            at,
            task,
          );
          return { project, files: new Set(filesInside(root, names ?? [])) };
        }),
      );
      if (before !== undefined) {
        leave(before);
      }
    },
    async filesOf(config, task) {
      const { fileNames } = await running().request<{ readonly fileNames: readonly string[] }>(
        "parseConfigFile",
        { file: `${root}/${config}` },
        task,
      );
      return filesInside(root, fileNames).map(asRepoPath);
    },
    async within({ project }, task, work) {
      const now = snapshot;
      if (now === undefined) {
        return undefined;
      }
      const at = { snapshot: now.snapshot, project: project.id };
      const server = running();
      enter(now);
      try {
        return await work(
          async (method: ApiMethod, params) =>
            await server.request(method, { ...at, ...params }, task),
        );
      } finally {
        leave(now);
      }
    },
    close() {
      api?.close();
    },
  };
}

/** The project for files without one has no configuration. */
function isConfigured({ configFileName }: Project): boolean {
  return configFileName.endsWith(".json");
}

/** Those of the names that lie in the root, relative to it. */
function filesInside(root: string, names: readonly string[]): string[] {
  const prefix = `${root.replaceAll("\\", "/")}/`;
  return names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
