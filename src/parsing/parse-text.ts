import { Query, type Tree } from "web-tree-sitter";

import { extractFacts } from "./extract-facts.ts";
import type { FileFacts } from "./facts.ts";
import type { Grammar } from "./grammar.ts";

/** A tree, which lies outside of the heap until it is deleted, and its ERROR and MISSING nodes counted to a hundred. */
export interface Parsed {
  readonly tree: Tree;
  readonly syntaxErrors: number;
}

/** Parses a text and takes the facts from its tree; undefined when it takes too long. */
export function parseFacts(grammar: Grammar, text: string, hash: string): FileFacts | undefined {
  const parsed = parseText(grammar, text);
  if (parsed === undefined) {
    return undefined;
  }
  const { tree, syntaxErrors } = parsed;
  try {
    return {
      language: grammar.language.id,
      hash,
      syntaxErrors,
      ...extractFacts(grammar, tree.rootNode, text),
    };
  } finally {
    tree.delete();
  }
}

/** Parses a text, repaired where the grammar is behind its language; undefined when it takes too long. */
export function parseText(grammar: Grammar, text: string): Parsed | undefined {
  const deadline = performance.now() + parseLimitMs;
  const repaired = grammar.language.repair?.(text) ?? text;
  const first = parseOnce(grammar, repaired, deadline);
  if (first === undefined || first.syntaxErrors === 0 || repaired === text) {
    return first;
  }
  const asItIs = parseOnce(grammar, text, deadline);
  const better = asItIs !== undefined && asItIs.syntaxErrors <= first.syntaxErrors;
  (better ? first : asItIs)?.tree.delete();
  return better ? asItIs : first;
}

/** A file no person wrote: real ones parse in milliseconds, the slowest seen took half a second. */
const parseLimitMs = 5000;

const mostErrors = 100;

function parseOnce(grammar: Grammar, text: string, deadline: number): Parsed | undefined {
  const tree = grammar.parser.parse(text, null, {
    progressCallback: () => performance.now() > deadline,
  });
  if (tree === null) {
    grammar.parser.reset();
    return undefined;
  }
  return { tree, syntaxErrors: tree.rootNode.hasError ? countErrors(grammar, tree) : 0 };
}

function countErrors(grammar: Grammar, tree: Tree): number {
  const query = new Query(grammar.syntax, "(ERROR) @error (MISSING) @missing");
  try {
    return Math.min(query.matches(tree.rootNode).length, mostErrors);
  } finally {
    query.delete();
  }
}
