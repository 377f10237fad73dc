import { type Dirent, lstatSync } from "node:fs";

import { isDependencyFolder, isMarkedAsCache } from "./dependency-folders.ts";
import { ignoreFileNames, type IgnoreRules, ignoreRules } from "./ignore-rules.ts";
import type { ListedFile, Listing } from "./listing.ts";
import { ListingNotes } from "./listing-notes.ts";
import { nextTurn } from "./next-turn.ts";
import { readDirectorySync } from "./read-directory.ts";
import { readInsideSync } from "./open-inside.ts";
import { readFailure } from "./read-failure.ts";
import { asRepoPath, type RepoPath } from "./repo-path.ts";
import { comparePaths, sortByPath } from "./sort-paths.ts";
import { stampOf } from "./stamp.ts";

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Walk this folder only; ignore files above it do not count, as if it were a repository of its own. */
  readonly under?: RepoPath;
  /** Where to count what is left out; the sentences of the listing are made from it. */
  readonly notes?: ListingNotes;
}

/**
 * Lists a tree without git: everything but `.git`, dependency and cache folders, and what `.gitignore` and
 * `.ignore` files in the tree ignore. Links are not followed and not listed. Folders that cannot be read are
 * left out with a note. No program and no configuration of the tree is used.
 *
 * @throws ToolError ROOT_GONE
 */
export async function walkFiles(root: string, options: WalkOptions): Promise<Listing> {
  const { signal, under = asRepoPath(""), notes = new ListingNotes() } = options;
  const walk: Walk = { root, notes, files: [], directories: [] };
  const pending: Folder[] = [{ path: under, rules: ignoreRules([]), name: undefined, depth: 0 }];
  let sinceTurn = performance.now();
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    pending.push(...listFolder(walk, folder));
    if (performance.now() - sinceTurn > sliceMs) {
      await nextTurn();
      signal.throwIfAborted();
      sinceTurn = performance.now();
    }
  }
  walk.directories.sort(comparePaths);
  return {
    files: sortByPath(walk.files),
    directories: walk.directories,
    via: "walk",
    notes: notes.sentences(),
  };
}

interface Walk {
  readonly root: string;
  readonly notes: ListingNotes;
  readonly files: ListedFile[];
  readonly directories: RepoPath[];
}

interface Folder {
  readonly path: RepoPath;
  /** Those of the folder above. */
  readonly rules: IgnoreRules;
  /** Its name in the folder above; undefined for the first folder. */
  readonly name: string | undefined;
  readonly depth: number;
}

/** How long the walk keeps the event loop, in ms. */
const sliceMs = 8;

/** No honest tree is deeper; rules with `**` get slow with depth, and links cannot make a tree endless here. */
const maxDepth = 100;

/** git reads all of an ignore file; one of more than this is not honest. */
const maxIgnoreFileBytes = 1_000_000;

/** Lists one folder and returns the folders in it that are to be listed, too. */
function listFolder({ root, notes, files, directories }: Walk, folder: Folder): Folder[] {
  const entries = entriesOf(root, folder, notes);
  if (entries === undefined) {
    return [];
  }
  directories.push(folder.path);
  const rules = rulesOf(root, folder, entries, notes);
  const below: Folder[] = [];
  for (const entry of entries) {
    const { name } = entry;
    const path = asRepoPath(folder.path === "" ? name : `${folder.path}/${name}`);
    if (name.toLowerCase() === ".git" || rules.ignores(name, entry.isDirectory())) {
      continue;
    }
    if (entry.isDirectory()) {
      if (isDependencyFolder(name)) {
        notes.add("dependencyFolder", path);
      } else {
        below.push({ path, rules, name, depth: folder.depth + 1 });
      }
    } else if (entry.isFile()) {
      addFile(root, path, files);
    } else {
      notes.add(entry.isSymbolicLink() ? "link" : "notRegular", path);
    }
  }
  return below;
}

function entriesOf(
  root: string,
  folder: Folder,
  notes: ListingNotes,
): readonly Dirent[] | undefined {
  if (folder.depth > maxDepth) {
    notes.add("tooDeep", folder.path);
    return undefined;
  }
  try {
    const { entries, unnameable } = readDirectorySync(root, folder.path);
    if (unnameable > 0) {
      notes.add("unnameable", folder.path, unnameable);
    }
    if (folder.name !== undefined && isMarkedAsCache(entries.map(({ name }) => name))) {
      notes.add("dependencyFolder", folder.path);
      return undefined;
    }
    return entries;
  } catch (error) {
    if (folder.path === "") {
      throw readFailure(root, folder.path, error);
    }
    // No permission, deleted or swapped for a link since its parent was read: the note tells.
    notes.add("unreadable", folder.path);
    return undefined;
  }
}

function rulesOf(
  root: string,
  folder: Folder,
  entries: readonly Dirent[],
  notes: ListingNotes,
): IgnoreRules {
  const present = ignoreFileNames.filter((name) =>
    entries.some((entry) => entry.name === name && entry.isFile()),
  );
  const texts = present.flatMap((name) => {
    const path = asRepoPath(folder.path === "" ? name : `${folder.path}/${name}`);
    try {
      return [readInsideSync(root, path, { maxBytes: maxIgnoreFileBytes }).bytes.toString("utf8")];
    } catch {
      // An ignore file nobody can read ignores nothing: more is listed, never less.
      return [];
    }
  });
  const rules =
    folder.name === undefined ? ignoreRules(texts) : folder.rules.below(folder.name, texts);
  if (rules.incomplete) {
    notes.add("costlyRule", folder.path);
  }
  return rules;
}

function addFile(root: string, path: RepoPath, files: ListedFile[]): void {
  const stat = lstatSync(`${root}/${path}`, { throwIfNoEntry: false });
  if (stat?.isFile()) {
    files.push({ path, stamp: stampOf(stat) });
  }
}
