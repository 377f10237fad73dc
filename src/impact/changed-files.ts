import { type FileChange, findChanges } from "../git/find-changes.ts";
import type { Git } from "../git/open-git.ts";
import { readBlobs } from "../git/read-blobs.ts";
import { resolveCommit } from "../git/resolve-commit.ts";
import { languageOfPath } from "../languages/index.ts";
import { maxSourceBytes, readSource } from "../parsing/read-source.ts";
import type { Task } from "../task.ts";
import { decodeText } from "../workspace/decode-text.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import { comparePaths } from "../workspace/sort-paths.ts";
import { type OneVersion, pairMoves } from "./pair-moves.ts";

/** A source file that differs between a commit and the working tree. One of the two sides is there. */
export interface ChangedFile {
  readonly now?: { readonly path: RepoPath; readonly text: string | undefined };
  /** The text is undefined where it cannot be read as source. */
  readonly before?: { readonly path: string; readonly text: string | undefined };
}

export interface ChangedFiles {
  readonly files: readonly ChangedFile[];
  readonly notes: readonly string[];
}

/**
 * The source files that changed since a commit, in both versions.
 * @throws ToolError what `resolveCommit` throws
 */
export async function findChangedFiles(
  git: Git,
  since: string,
  tree: TreeState,
  task: Task,
): Promise<ChangedFiles> {
  const commit = await resolveCommit(git, since, task.signal);
  const changes = await findChanges(git, commit, task.signal);
  const listed = changes.files.map((change) => onlyListed(change, tree));
  const sources = listed.filter(isSource);
  const others = listed.filter((change) => !isSource(change) && hasSide(change));
  const ids = sources.flatMap(({ oldBlob }) => oldBlob ?? []);
  const blobs = await readBlobs(git, ids, task.signal);
  const files = sources.map((change) => bothVersions(git.root, change, tree, blobs));
  const inOrder = followMoves(files).toSorted((a, b) => comparePaths(pathOf(a), pathOf(b)));
  return { files: inOrder, notes: notesOf(git, changes.unnameable, others) };
}

function pathOf({ now, before }: ChangedFile): string {
  return now?.path ?? before?.path ?? "";
}

interface ListedChange extends FileChange {
  readonly oldPath?: string;
}

/** What is not listed, links among it, is not there for us. */
function onlyListed({ path, ...rest }: FileChange, tree: TreeState): ListedChange {
  return path !== undefined && isListed(path, tree) ? { ...rest, path } : rest;
}

function isListed(path: string, { files }: TreeState): path is RepoPath {
  const paths: ReadonlyMap<string, unknown> = files;
  return paths.has(path);
}

function hasSide({ path, oldPath }: FileChange): boolean {
  return path !== undefined || oldPath !== undefined;
}

function isSource({ path, oldPath }: FileChange): boolean {
  const some = path ?? oldPath;
  return some !== undefined && languageOfPath(some) !== undefined;
}

function bothVersions(
  root: string,
  { path, oldPath, oldBlob }: FileChange,
  tree: TreeState,
  blobs: ReadonlyMap<string, Buffer>,
): ChangedFile {
  const blob = blobs.get(oldBlob ?? "");
  return {
    ...(path !== undefined && isListed(path, tree) && { now: { path, text: textNow(root, path) } }),
    ...(oldPath !== undefined && { before: { path: oldPath, text: blob && textOf(blob) } }),
  };
}

function textNow(root: string, path: RepoPath): string | undefined {
  const source = readSource(root, path);
  return "text" in source ? source.text : undefined;
}

function textOf(bytes: Buffer): string | undefined {
  const decoded = bytes.length > maxSourceBytes ? undefined : decodeText(bytes);
  return decoded?.kind === "text" ? decoded.text : undefined;
}

/** Makes one change of a file that is gone and a new one that is like it. */
function followMoves(files: readonly ChangedFile[]): ChangedFile[] {
  const gone = files.filter(({ now }) => now === undefined);
  const fresh = files.filter(({ before }) => before === undefined);
  const moves = pairMoves(
    gone.flatMap(({ before }) => known(before)),
    fresh.flatMap(({ now }) => known(now)),
  );
  const moved = new Set(moves.values());
  return files
    .filter(({ before, now }) => now !== undefined || !moved.has(before?.path ?? ""))
    .map((file) => {
      const from = moves.get(file.now?.path ?? "");
      const before = gone.find((one) => one.before?.path === from)?.before;
      return from === undefined || before === undefined ? file : { ...file, before };
    });
}

function known(side: { path: string; text: string | undefined } | undefined): OneVersion[] {
  return side?.text === undefined ? [] : [{ path: side.path, text: side.text }];
}

function notesOf(git: Git, unnameable: number, others: readonly FileChange[]): string[] {
  const names = others.map(({ path, oldPath }) => path ?? oldPath ?? "");
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return [
    ...(names.length === 0
      ? []
      : [
          `Changed files that are no source code were not followed: ${names.slice(0, 3).join(", ")}${more}.`,
        ]),
    ...(unnameable === 0
      ? []
      : [`${unnameable} changed files have names that are not UTF-8 and were left out.`]),
    ...(git.filters.length === 0
      ? []
      : [
          "The repository configures filters, which were not run: files that use them may count as changed.",
        ]),
  ];
}
