import type { Tree } from "web-tree-sitter";

import { countErrors } from "./count-errors.ts";
import { Deadline } from "./deadline.ts";
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
  const deadline = new Deadline();
  const parsed = parseText(grammar, text, deadline);
  if (parsed === undefined) {
    return undefined;
  }
  const { tree, syntaxErrors } = parsed;
  try {
    const facts = extractFacts(grammar, tree.rootNode, { text, deadline });
    return deadline.isOver
      ? undefined
      : { language: grammar.language.id, hash, syntaxErrors, ...facts };
  } finally {
    tree.delete();
  }
}

/** Parses a text, repaired where the grammar is behind its language; undefined when it takes too long. */
export function parseText(grammar: Grammar, text: string, deadline: Deadline): Parsed | undefined {
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

function parseOnce(grammar: Grammar, text: string, deadline: Deadline): Parsed | undefined {
  const tree = grammar.parser.parse(text, null, { progressCallback: deadline.isPassed });
  if (tree === null) {
    grammar.parser.reset();
    return undefined;
  }
  return { tree, syntaxErrors: tree.rootNode.hasError ? countErrors(tree, deadline) : 0 };
}
