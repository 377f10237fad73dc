import type { Tree, TreeCursor } from "web-tree-sitter";

import type { Deadline } from "./deadline.ts";

const mostErrors = 100;

/** Counts ERROR and MISSING nodes, to a hundred. Only nodes with errors in them are entered. */
export function countErrors(tree: Tree, deadline: Deadline): number {
  const cursor = tree.walk();
  let count = 0;
  let hasNext = true;
  while (hasNext && count < mostErrors && !deadline.isPassed()) {
    const { hasError, isError, isMissing } = cursor.currentNode;
    count += isError || isMissing ? 1 : 0;
    hasNext = (hasError && cursor.gotoFirstChild()) || gotoAfter(cursor);
  }
  cursor.delete();
  return count;
}

/** Goes to what follows a node and all that is in it. */
function gotoAfter(cursor: TreeCursor): boolean {
  while (!cursor.gotoNextSibling()) {
    if (!cursor.gotoParent()) {
      return false;
    }
  }
  return true;
}
