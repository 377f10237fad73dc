import type { Node } from "web-tree-sitter";

import { Deadline } from "./deadline.ts";
import type { Range } from "./facts.ts";
import type { Grammar } from "./grammar.ts";
import { lineTable } from "./line-table.ts";
import { parseText } from "./parse-text.ts";

/** A place where a text is no code of its language. A grammar recovers by guessing, so the cause may stand before it. */
export interface BrokenPlace {
  readonly range: Range;
  /** A sentence, with the beginning of what was not understood or the name of what is missing. */
  readonly message: string;
}

/** A file with more was written in another language. */
const mostSyntaxErrors = 100;

/** The outermost errors in a text, in its order, the first hundred of them; undefined when it takes too long. */
export function findSyntaxErrors(
  grammar: Grammar,
  text: string,
  deadline: Deadline = new Deadline(),
): BrokenPlace[] | undefined {
  const parsed = parseText(grammar, text, deadline);
  if (parsed === undefined) {
    return undefined;
  }
  const { tree, syntaxErrors } = parsed;
  try {
    const nodes = syntaxErrors === 0 ? [] : errorNodes(tree.rootNode);
    const lines = lineTable(text);
    return deadline.isOver
      ? undefined
      : nodes.map((node) => ({
          range: lines.rangeOf(node.startIndex, node.endIndex),
          message: messageOf(node, text),
        }));
  } finally {
    tree.delete();
  }
}

/** Without recursion: trees of generated code are deep. */
function errorNodes(root: Node): Node[] {
  const found: Node[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined && found.length < mostSyntaxErrors;) {
    if (node.isError || node.isMissing) {
      found.push(node);
    } else if (node.hasError) {
      open.push(...node.children.filter((child) => child !== null).toReversed());
    }
    node = open.pop();
  }
  return found;
}

function messageOf(node: Node, text: string): string {
  if (node.isMissing) {
    return `${node.type} is missing.`;
  }
  const [first = ""] = text
    .slice(node.startIndex, node.endIndex)
    .trim()
    .split(/\r\n|[\r\n]/, 1);
  const shown =
    first.length > longestQuote ? `${first.slice(0, longestQuote).toWellFormed()}…` : first;
  return `This is not understood: ${shown}`;
}

const longestQuote = 60;
