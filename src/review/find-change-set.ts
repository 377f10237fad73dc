import { ToolError } from "../errors.ts";
import { emptyTree } from "../git/empty-tree.ts";
import { type FileChange, findChanges } from "../git/find-changes.ts";
import { findChangesBetween } from "../git/find-changes-between.ts";
import { findMergeBase } from "../git/find-merge-base.ts";
import type { Git } from "../git/open-git.ts";
import { readBlobs } from "../git/read-blobs.ts";
import { findCommit, resolveCommit } from "../git/resolve-commit.ts";
import { pairMoves } from "../impact/pair-moves.ts";
import type { Task } from "../task.ts";
import { cut } from "../text/cut.ts";
import { comparePaths } from "../workspace/sort-paths.ts";
import { compareSides } from "./compare-sides.ts";
import { readNow, sideOf } from "./read-side.ts";
import type { ReviewRequest } from "./review.ts";
import type { ReviewedFile, Side } from "./reviewed-file.ts";

/** What is reviewed. */
export interface ChangeSet {
  readonly title: string;
  /** By path. */
  readonly files: readonly ReviewedFile[];
  /** The commit or tree it is compared with; undefined for whole files. */
  readonly base: string | undefined;
  /** Whether the new side is what lies on the disk, so that everything about it can be asked. */
  readonly isOnDisk: boolean;
  readonly notes: readonly string[];
}

type Asked = Pick<ReviewRequest, "scope" | "base" | "commit">;

/**
 * The files of a change in both versions.
 * @param includes which paths count
 * @throws ToolError NO_MERGE_BASE, and what `resolveCommit` and `findChanges` throw
 */
export async function findChangeSet(
  git: Git,
  asked: Asked,
  includes: (path: string) => boolean,
  task: Task,
): Promise<ChangeSet> {
  const { title, base, head } = await endsOf(git, asked, task);
  const since = head === undefined ? undefined : await findChanges(git, head, task.signal);
  const isOnDisk = since === undefined || since.files.length === 0;
  const changes =
    isOnDisk || head === undefined
      ? await findChanges(git, base, task.signal)
      : await findChangesBetween(git, base, head, task.signal);
  const wanted = changes.files.filter(
    ({ path, oldPath }) => includes(path ?? "") || includes(oldPath ?? ""),
  );
  const ids = wanted.flatMap(({ blob, oldBlob }) => [blob ?? [], oldBlob ?? []].flat());
  const blobs = await readBlobs(git, ids, task.signal);
  const sides = wanted.map((one) => sidesOf(git, one, blobs));
  const files = followMoves(sides).map(({ before, now }) => compareSides(before, now));
  return {
    title,
    files: files.toSorted((a, b) => comparePaths(a.path, b.path)),
    base,
    isOnDisk,
    notes: notesOf(git, changes.unnameable, files),
  };
}

interface Ends {
  readonly title: string;
  readonly base: string;
  /** Undefined for the working tree. */
  readonly head: string | undefined;
}

async function endsOf(git: Git, { scope, base, commit }: Asked, task: Task): Promise<Ends> {
  const kind =
    scope ?? (base !== undefined ? "range" : commit !== undefined ? "commit" : undefined);
  if (kind === "commit") {
    const ref = commit ?? "HEAD";
    const head = await resolveCommit(git, ref, task.signal);
    const parent = await findCommit(git, `${head}^`, task.signal);
    return { title: `commit ${named(ref, head)}`, base: parent ?? emptyTree(head), head };
  }
  if (kind === "range") {
    const ref = commit ?? "HEAD";
    const head = await resolveCommit(git, ref, task.signal);
    const from = await resolveCommit(git, base ?? "HEAD", task.signal);
    const shared = await findMergeBase(git, from, head, task.signal);
    if (shared === undefined) {
      throw new ToolError(
        "NO_MERGE_BASE",
        `${named(base ?? "HEAD", from)} and ${named(ref, head)} have no commit in common in this clone.`,
        "Fetch more history (git fetch --unshallow), or name a base that is an ancestor.",
      );
    }
    const to = commit === undefined ? "the working tree" : named(ref, head);
    return {
      title: `changes of ${to} since it left ${named(base ?? "HEAD", shared)}`,
      base: shared,
      head: commit === undefined ? undefined : head,
    };
  }
  const head = await resolveCommit(git, "HEAD", task.signal);
  return {
    title: `uncommitted changes against ${named("HEAD", head)}`,
    base: head,
    head: undefined,
  };
}

function named(ref: string, id: string): string {
  const short = id.slice(0, 7);
  return id.startsWith(ref) ? short : `${cut(ref, 60)} (${short})`;
}

interface Sides {
  readonly before: Side | undefined;
  readonly now: Side | undefined;
}

function sidesOf(
  git: Git,
  { path, oldPath, blob, oldBlob }: FileChange,
  blobs: ReadonlyMap<string, Buffer>,
): Sides {
  return {
    before: oldPath === undefined ? undefined : sideOf(oldPath, blobs.get(oldBlob ?? "")),
    now:
      path === undefined
        ? undefined
        : blob === undefined
          ? readNow(git.root, path)
          : sideOf(path, blobs.get(blob)),
  };
}

/** git knows moves in its index alone; a file that was just moved is gone here and new there. */
function followMoves(all: readonly Sides[]): readonly Sides[] {
  const gone = all.flatMap(({ before, now }) => (now === undefined && before ? [before] : []));
  const fresh = all.flatMap(({ before, now }) => (before === undefined && now ? [now] : []));
  const moves = pairMoves(gone.flatMap(withText), fresh.flatMap(withText));
  const from = new Set(moves.values());
  return all
    .filter(({ before, now }) => now !== undefined || !from.has(before?.path ?? ""))
    .map(({ before, now }) => {
      const old = moves.get(now?.path ?? "");
      return before === undefined && old !== undefined
        ? { before: gone.find(({ path }) => path === old), now }
        : { before, now };
    });
}

function withText({ path, text }: Side): { readonly path: string; readonly text: string }[] {
  return text === undefined ? [] : [{ path, text }];
}

function notesOf(git: Git, unnameable: number, files: readonly ReviewedFile[]): string[] {
  const unread = files.filter((one) => [one.now, one.before].some((side) => isUnread(side)));
  const names = unread.slice(0, 3).map(({ path }) => path);
  const more = unread.length > 3 ? ` and ${unread.length - 3} more` : "";
  return [
    ...(unread.length === 0 ? [] : [`Could not be read: ${names.join(", ")}${more}.`]),
    ...(unnameable === 0
      ? []
      : [`${unnameable} changed files have names that are not UTF-8 and are left out.`]),
    ...(git.filters.length === 0
      ? []
      : [
          "The repository configures filters, which were not run: files that use them may count as changed.",
        ]),
  ];
}

/** Missing in this clone, or beyond what is read at once. */
function isUnread(side: Side | undefined): boolean {
  return side !== undefined && side.size === undefined;
}
