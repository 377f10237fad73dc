import type { Node } from "web-tree-sitter";

import { Deadline } from "./deadline.ts";
import type { Grammar } from "./grammar.ts";
import { parseText } from "./parse-text.ts";
import {
  patternChildren,
  type PatternNode,
  patternNode,
  type PatternSource,
} from "./pattern-node.ts";
import { spellMetavariables } from "./spell-metavariables.ts";

/** Code with metavariables, ready to be looked for in trees of one language. */
export interface SyntaxPattern {
  /** The ways to read it; most patterns have one. */
  readonly readings: readonly PatternReading[];
  /** Words a file must hold to hold a match. */
  readonly words: readonly string[];
}

export interface PatternReading {
  /** One node, or statements that follow one another. */
  readonly nodes: readonly [PatternNode, ...PatternNode[]];
  /** The type of the first node, by which candidates are found. */
  readonly firstType: string;
}

/** Longer patterns are files, and the search for one is a search for text. */
const longestPattern = 4000;

/** Reads a pattern as code of a language; undefined when it is none, or would match everything. */
export function parseSyntaxPattern(grammar: Grammar, pattern: string): SyntaxPattern | undefined {
  if (pattern.trim() === "" || pattern.length > longestPattern) {
    return undefined;
  }
  const { contexts = [], accidents = [] } = grammar.language.patterns ?? {};
  const readings = new Map<string, PatternReading>();
  for (const [before, after] of [...everywhere, ...contexts]) {
    if ([...readings.keys()].some((type) => !accidents.includes(type))) {
      break;
    }
    const reading = firstOf(spellMetavariables(pattern.trim()), (spelled) =>
      parseInContext(grammar, { before, after, ...spelled }),
    );
    if (reading !== undefined && !readings.has(reading.firstType)) {
      readings.set(reading.firstType, reading);
    }
  }
  const [first] = readings.values();
  return first && { readings: [...readings.values()], words: first.nodes.flatMap(wordsOf) };
}

/** As it stands, and as a statement that needs its end. */
const everywhere: readonly (readonly [before: string, after: string])[] = [
  ["", ""],
  ["", ";"],
];

function firstOf<Item, Result>(
  items: readonly Item[],
  attempt: (item: Item) => Result | undefined,
): Result | undefined {
  for (const item of items) {
    const result = attempt(item);
    if (result !== undefined) {
      return result;
    }
  }
  return undefined;
}

function parseInContext(grammar: Grammar, source: PatternSource): PatternReading | undefined {
  const { before, code, after } = source;
  const parsed = parseText(grammar, before + code + after, new Deadline());
  if (parsed === undefined) {
    return undefined;
  }
  try {
    const tops = parsed.syntaxErrors > 0 ? [] : findTops(parsed.tree.rootNode, source);
    const [first, ...rest] = tops.map((node) => patternNode(node, source));
    const type = tops[0]?.type;
    // A metavariable alone would match everything.
    return first === undefined || first.variable !== undefined || type === undefined
      ? undefined
      : { nodes: [first, ...rest], firstType: type };
  } finally {
    parsed.tree.delete();
  }
}

/** The smallest node that is exactly the pattern, or else the statements or members that make it up. */
function findTops(root: Node, source: PatternSource): readonly Node[] {
  const start = source.before.length;
  const end = start + source.code.length;
  const node = root.descendantForIndex(start, end - 1);
  if (node === null) {
    return [];
  }
  const ends = [end, end + (source.after === ";" ? 1 : 0)];
  if (node.startIndex === start && ends.includes(node.endIndex) && node.parent !== null) {
    return [node];
  }
  const children = patternChildren(node, source);
  const inside = children.filter((child) => child.startIndex >= start && child.startIndex < end);
  const others = children.filter((child) => !inside.includes(child));
  const isList = start === 0 ? node.parent === null : others.every((child) => !child.isNamed);
  return isList && inside[0]?.startIndex === start && inside.every((child) => child.isNamed)
    ? inside
    : [];
}

function wordsOf(node: PatternNode): readonly string[] {
  if (node.variable !== undefined) {
    return [];
  }
  return node.children.length === 0
    ? (node.text.match(/[\p{L}\p{N}_]+/gu) ?? [])
    : node.children.flatMap(wordsOf);
}
