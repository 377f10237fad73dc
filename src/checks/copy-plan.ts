import { blobId } from "../workspace/blob-id.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Stamp } from "../workspace/stamp.ts";
import type { BaseState } from "./base-state.ts";
import { linksInFolder } from "./copy-links.ts";

/** What shall lie at a path of the copy. `key` tells whether it is what lies there already. */
export type CopyEntry =
  | { readonly kind: "bytes"; readonly key: string; readonly bytes: Buffer }
  | { readonly kind: "file"; readonly key: string; readonly stamp: Stamp }
  | { readonly kind: "link"; readonly key: string; readonly link: CopyLink };

/** `target` is as a link holds it: absolute, or relative to the folder of the link. */
export interface CopyLink {
  readonly target: string;
  readonly toFolder: boolean;
}

export interface CopyPlan {
  /** The files and links, by path. */
  readonly entries: ReadonlyMap<string, CopyEntry>;
  /** Those of them that the repository lists. */
  readonly listed: ReadonlySet<RepoPath>;
}

/**
 * Plans a folder that looks like the root did. What an engine reads is copied, in the bytes of then; all else, ignored
 * files and installed dependencies among it, is linked to where it lies.
 */
export function planCopy(
  root: string,
  copyRoot: string,
  tree: TreeState,
  state: BaseState,
  isRead: (path: RepoPath) => boolean,
): CopyPlan {
  const entries = new Map<string, CopyEntry>();
  for (const [path, { stamp }] of tree.files) {
    if (!state.files.has(path)) {
      entries.set(path, isRead(path) ? asIs(stamp) : linkTo(`${root}/${path}`));
    }
  }
  for (const [path, bytes] of state.files) {
    if (bytes !== undefined) {
      entries.set(path, { kind: "bytes", key: `bytes ${blobId(bytes)}`, bytes });
    }
  }
  const listed = new Set(
    [...tree.files.keys(), ...state.files.keys()].filter((path) => entries.has(path)),
  );
  const folders = foldersOf(entries.keys());
  const known = new Set([
    ...foldersOf(tree.files.keys()),
    ...folders,
    ...tree.files.keys(),
    ...state.files.keys(),
  ]);
  for (const folder of folders) {
    for (const [path, link] of linksInFolder({
      root,
      copyRoot,
      folder,
      isKnown: (at) => known.has(at),
    })) {
      entries.set(path, { kind: "link", key: `link ${link.target}`, link });
    }
  }
  return { entries, listed };
}

function asIs(stamp: Stamp): CopyEntry {
  const { ino, size, mtimeMs, ctimeMs } = stamp;
  return { kind: "file", key: `file ${ino} ${size} ${mtimeMs} ${ctimeMs}`, stamp };
}

function linkTo(target: string): CopyEntry {
  return { kind: "link", key: `link ${target}`, link: { target, toFolder: false } };
}

/** The folders above these paths, the root as `""`. */
function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set([""]);
  for (const path of paths) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) {
        break;
      }
      folders.add(folder);
    }
  }
  return folders;
}
