import type { Tree, TreeCursor } from "web-tree-sitter";

const mostErrors = 100;

/** Counts ERROR and MISSING nodes, to a hundred. Only nodes with errors in them are entered. */
export function countErrors(tree: Tree): number {
  const cursor = tree.walk();
  let count = 0;
  do {
    const { isError, isMissing } = cursor.currentNode;
    count += isError || isMissing ? 1 : 0;
  } while (count < mostErrors && gotoNext(cursor));
  cursor.delete();
  return count;
}

/** Goes on in the order of the text, past what has no errors in it. */
function gotoNext(cursor: TreeCursor): boolean {
  if (cursor.currentNode.hasError && cursor.gotoFirstChild()) {
    return true;
  }
  while (!cursor.gotoNextSibling()) {
    if (!cursor.gotoParent()) {
      return false;
    }
  }
  return true;
}
