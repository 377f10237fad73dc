import type { ServerCapabilities } from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Coverage } from "./code-engine.ts";
import { Gate } from "./gate.ts";
import type { LanguageClient } from "./language-client.ts";
import { projectFolders } from "./project-folders.ts";
import { keepDocuments, type ServerDocuments } from "./server-documents.ts";
import { keepSettled } from "./server-settled.ts";
import type { ServerTraits } from "./server-traits.ts";
import { unsteady } from "./server-errors.ts";
import { changesBetween, type TreeChange } from "./tree-changes.ts";

/** A language server that is kept in step with the disk. */
export interface ServerSession {
  readonly documents: ServerDocuments;
  /**
   * Asks when the server has taken in everything that is on disk. Where it ended meanwhile, it is asked again: the new one
   * had not read the repository when it answered.
   */
  ask<T>(question: SessionQuestion<T>): Promise<T>;
  /** Files that were covered since something last changed. */
  covered(): Iterable<RepoPath>;
  /** Opens a file of every project of these files, and every one of them that has to be open. */
  cover(paths: readonly RepoPath[], tree: TreeState, task: Task): Promise<Coverage>;
}

interface SessionQuestion<T> {
  /** What it is about: opened first, where the server answers about open files only. */
  readonly about?: RepoPath;
  /** Opened first in any case. */
  readonly opened?: RepoPath;
  readonly tree: TreeState;
  readonly task: Task;
  work(capabilities: ServerCapabilities): Promise<T>;
}

const maxAttempts = 3;

export function openSession(
  root: string,
  client: LanguageClient,
  traits: ServerTraits,
): ServerSession {
  const documents = keepDocuments(root, client, traits);
  const settled = keepSettled(root, client, traits);
  const turn = new Gate();
  /** Of the server that runs: folders of projects a file of which was opened. */
  let loaded = new Set<string>();
  /** Files that came while it ran: some servers read a new file only when it is opened. */
  let created = new Set<RepoPath>();
  let covered = new Set<RepoPath>();
  let loadedRun = 0;
  let seen: TreeState | undefined;
  let opensAlways: ((path: RepoPath) => boolean) | undefined;
  let folderOf = projectFolders([], traits.projectFiles);

  function mustOpen(path: RepoPath): boolean {
    return opensAlways?.(path) === true || created.has(path);
  }

  function takeOver(tree: TreeState): void {
    if (seen !== undefined && tree.generation <= seen.generation) {
      return;
    }
    const changes = seen === undefined ? [] : changesBetween(seen.files, tree.files);
    seen = tree;
    covered = new Set();
    opensAlways = traits.mustOpen(root, tree.files);
    folderOf = projectFolders(tree.files.keys(), traits.projectFiles);
    documents.refresh(tree.files);
    tell(changes);
    if (traits.settles.by === "documents" && changes.length > 0) {
      // It looks at what a document includes only when the document changes.
      [...documents.versions().keys()].forEach((path) => documents.renew(path, tree.files));
    }
  }

  function tell(changes: readonly TreeChange[]): void {
    // A server that is not running will read everything anew.
    if (changes.length > 0 && client.state() !== "stopped") {
      changes.forEach(({ path, change }) => change === "created" && created.add(path));
      client.filesChanged(changes);
      const settings = changes.some(({ path }) => traits.hasSettings?.(path) === true);
      if (settings) {
        client.notify("workspace/didChangeConfiguration", { settings: {} });
      }
      settled.spoil(settings || changes.some(({ change }) => change !== "changed"));
    }
  }

  async function bring(
    wanted: () => readonly RepoPath[],
    tree: TreeState,
    task: Task,
  ): Promise<ServerCapabilities> {
    return await turn.alone(async () => {
      takeOver(tree);
      wanted().forEach((path) => documents.open(path, tree.files));
      documents.trim();
      const capabilities = await client.start(task);
      await settled.wait(documents.versions(), task);
      if (loadedRun !== client.runs) {
        loadedRun = client.runs;
        created = new Set();
        loaded = new Set([...documents.versions().keys()].map((path) => folderOf(path)));
      }
      return capabilities;
    });
  }

  return {
    documents,
    covered: () => covered,
    async ask({ about, opened, tree, task, ...question }) {
      for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
        const capabilities = await bring(
          () => [
            ...(opened === undefined ? [] : [opened]),
            ...(about !== undefined && mustOpen(about) ? [about] : []),
          ],
          tree,
          task,
        );
        const run = client.runs;
        const answer = await question.work(capabilities);
        if (client.runs === run) {
          return answer;
        }
      }
      throw unsteady(traits.spec.title);
    },
    async cover(paths, tree, task) {
      await bring(() => [], tree, task);
      paths.forEach((path) => covered.add(path));
      const before = new Set(documents.versions().keys());
      const wanted = paths.filter(
        (path) => traits.spec.handles(path) !== undefined && tree.files.has(path),
      );
      const needed = wanted.filter((path) => before.has(path) || mustOpen(path));
      const open = new Set(needed.slice(0, traits.maxOpen));
      for (const path of wanted) {
        const folder = folderOf(path);
        if (!loaded.has(folder)) {
          loaded.add(folder);
          open.add(path);
        }
      }
      await bring(() => [...open], tree, task);
      const now = documents.versions();
      return {
        grown: [...now.keys()].some((path) => !before.has(path)),
        synthetic: [],
        uncovered: needed.filter((path) => !now.has(path)),
      };
    },
  };
}
