import { type Node, Query } from "web-tree-sitter";

import { Deadline } from "./deadline.ts";
import type { Range } from "./facts.ts";
import type { Grammar } from "./grammar.ts";
import { lineTable } from "./line-table.ts";
import { type Bindings, NodeMatcher } from "./match-nodes.ts";
import { isSignificant } from "./pattern-node.ts";
import { parseText } from "./parse-text.ts";
import type { PatternReading, SyntaxPattern } from "./syntax-pattern.ts";

export interface SyntaxMatch {
  readonly range: Range;
  /** What the metavariables with a name stand for, each cut at 200 characters. */
  readonly captures: Readonly<Record<string, string>>;
}

export interface FileMatches {
  readonly matches: readonly SyntaxMatch[];
  /** False when the limit ended the search, or a comparison took too many steps. */
  readonly complete: boolean;
}

const longestCapture = 200;

/** Finds the places in a text that a pattern matches, in the order of the file; undefined when parsing takes too long. */
export function matchText(
  grammar: Grammar,
  pattern: SyntaxPattern,
  { text, limit }: { readonly text: string; readonly limit: number },
): FileMatches | undefined {
  if (!pattern.words.every((word) => text.includes(word))) {
    return { matches: [], complete: true };
  }
  const deadline = new Deadline();
  const parsed = parseText(grammar, text, deadline);
  if (parsed === undefined) {
    return undefined;
  }
  try {
    return matchTree(grammar, pattern, { root: parsed.tree.rootNode, text, limit, deadline });
  } finally {
    parsed.tree.delete();
  }
}

interface Searched {
  readonly root: Node;
  readonly text: string;
  readonly limit: number;
  readonly deadline: Deadline;
}

function matchTree(grammar: Grammar, pattern: SyntaxPattern, searched: Searched): FileMatches {
  const { text, limit, deadline } = searched;
  const lines = lineTable(text);
  const matcher = new NodeMatcher(text);
  const places: Place[] = [];
  for (const reading of pattern.readings) {
    for (const first of findCandidates(grammar, reading, searched)) {
      if (places.length > limit || deadline.isPassed()) {
        break;
      }
      const row = reading.nodes.length === 1 ? [first] : [first, ...siblingsAfter(first)];
      const found = matcher.matchRow(reading.nodes, row);
      const last = found && row[found.taken - 1];
      if (found !== undefined && last !== undefined) {
        places.push({ start: first.startIndex, end: last.endIndex, bindings: found.bindings });
      }
    }
  }
  const matches = places
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .slice(0, limit)
    .map(({ start, end, bindings }) => ({
      range: lines.rangeOf(start, end),
      captures: capturesOf(bindings),
    }));
  return { matches, complete: places.length <= limit && !matcher.gaveUp && !deadline.isOver };
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly bindings: Bindings;
}

function capturesOf(bindings: Bindings): SyntaxMatch["captures"] {
  return Object.fromEntries(
    [...bindings].map(([name, text]) => [name, text.slice(0, longestCapture)]),
  );
}

/** The nodes of the type the pattern begins with: the tree is walked by the parser's library, not by us. */
function findCandidates(
  grammar: Grammar,
  { firstType, nodes: [first] }: PatternReading,
  { root, deadline }: Searched,
): readonly Node[] {
  const query = new Query(
    grammar.syntax,
    first.isNamed ? `(${firstType}) @node` : `${JSON.stringify(firstType)} @node`,
  );
  try {
    return query
      .matches(root, { progressCallback: deadline.isPassed })
      .flatMap(({ captures: [capture] }) => capture?.node ?? []);
  } finally {
    query.delete();
  }
}

function siblingsAfter(node: Node): readonly Node[] {
  const siblings = node.parent === null ? [] : node.parent.children.filter(isSignificant);
  return siblings.filter((sibling) => sibling.startIndex >= node.endIndex);
}
