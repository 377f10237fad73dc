import { Query, type Tree } from "web-tree-sitter";

import { extractFacts } from "./extract-facts.ts";
import type { FileFacts } from "./facts.ts";
import type { Grammar } from "./grammar.ts";

/** A file no person wrote: real ones parse in milliseconds, the slowest seen took half a second. */
const parseLimitMs = 5000;

/** The tree of a text, undefined when it takes too long. To be deleted by the caller: it lies outside of the heap. */
export function parseTree(grammar: Grammar, text: string): Tree | undefined {
  const deadline = performance.now() + parseLimitMs;
  const tree = grammar.parser.parse(text, null, { progressCallback: () => performance.now() > deadline });
  if (tree === null) {
    grammar.parser.reset();
  }
  return tree ?? undefined;
}

/** Parses a text and takes the facts from its tree; undefined when it takes too long. */
export function parseFacts(grammar: Grammar, text: string, hash: string): FileFacts | undefined {
  const tree = parseTree(grammar, text);
  if (tree === undefined) {
    return undefined;
  }
  try {
    const syntaxErrors = countErrors(grammar, tree);
    return { language: grammar.language.id, hash, syntaxErrors, ...extractFacts(grammar, tree.rootNode, text) };
  } finally {
    tree.delete();
  }
}

const mostErrors = 100;

function countErrors(grammar: Grammar, tree: Tree): number {
  if (!tree.rootNode.hasError) {
    return 0;
  }
  const query = new Query(grammar.syntax, "(ERROR) @error (MISSING) @missing");
  try {
    return Math.min(query.captures(tree.rootNode).length, mostErrors);
  } finally {
    query.delete();
  }
}
