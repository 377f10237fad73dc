import type { Tree } from "web-tree-sitter";

import type { Declared } from "./bind-name.ts";
import type { LineTable } from "./line-table.ts";

/** A text that was read with its tree, kept for the next question about the same file. */
export interface ReadTree {
  readonly text: string;
  readonly tree: Tree;
  readonly lines: LineTable;
  readonly declared: Declared;
}

/** A tree takes some ten times its text, outside of the heap. */
const keptChars = 1_500_000;

/** By path, the one used last at the end. */
const kept = new Map<string, ReadTree>();
let chars = 0;

/** The tree of a file as it is now, read by `read` unless it is at hand. One per thread; trees on it are not to be deleted. */
export function treeOf(
  path: string,
  text: string,
  read: () => ReadTree | undefined,
): ReadTree | undefined {
  const before = kept.get(path);
  if (before?.text === text) {
    kept.delete(path);
    kept.set(path, before);
    return before;
  }
  drop(path);
  const fresh = read();
  if (fresh !== undefined) {
    kept.set(path, fresh);
    chars += text.length;
    trim(path);
  }
  return fresh;
}

/** Lets the oldest go, never the newest: somebody is about to use it. */
function trim(newest: string): void {
  for (const path of kept.keys()) {
    if (chars <= keptChars || path === newest) {
      return;
    }
    drop(path);
  }
}

function drop(path: string): void {
  const one = kept.get(path);
  if (one !== undefined) {
    kept.delete(path);
    chars -= one.text.length;
    one.tree.delete();
  }
}
