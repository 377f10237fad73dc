import type { ListingNotes } from "../workspace/listing-notes.ts";
import type { TreeLook } from "../workspace/look-at-tree.ts";
import { asRepoPath } from "../workspace/repo-path.ts";
import { stampOf } from "../workspace/stamp.ts";
import { type GitText, isExact } from "./git-text.ts";
import type { Taken } from "./take-tracked.ts";

interface UntrackedQuestion {
  /** The answer of `git ls-files -z --others`: another repository ends in `/`. */
  readonly names: GitText;
  readonly look: TreeLook;
  readonly notes: ListingNotes;
}

/** Of what git found on disk but not in its index, takes the regular files. */
export function takeUntracked({ names, look, notes }: UntrackedQuestion): Taken {
  const taken: Taken = { files: [], repositories: [] };
  for (const name of names.text.split("\0")) {
    const path = asRepoPath(name.endsWith("/") ? name.slice(0, -1) : name);
    if (path === "") {
      continue;
    }
    if (!isExact(path, names)) {
      notes.add("unnameable", path);
      continue;
    }
    const stat = look.entry(path);
    if (stat?.isFile()) {
      taken.files.push({ path, stamp: stampOf(stat) });
    } else if (stat?.isDirectory()) {
      taken.repositories.push(path);
    } else if (stat !== undefined) {
      notes.add(stat.isSymbolicLink() ? "link" : "notRegular", path);
    }
  }
  return taken;
}
