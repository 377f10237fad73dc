import type { Node } from "web-tree-sitter";

import type { Grammar } from "./grammar.ts";
import { parseText } from "./parse-text.ts";
import {
  type Metavariable,
  type SpelledPattern,
  spellMetavariables,
} from "./spell-metavariables.ts";

/** One node of a pattern, free of the tree it came from. */
export interface PatternNode {
  readonly typeId: number;
  readonly isNamed: boolean;
  /** Of a node without children; empty for others. */
  readonly text: string;
  readonly children: readonly PatternNode[];
  /** What stands here matches any node, or any number of nodes. */
  readonly variable: Metavariable | undefined;
}

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
  if (pattern.length > longestPattern) {
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

interface Attempt extends SpelledPattern {
  readonly before: string;
  readonly after: string;
}

function parseInContext(grammar: Grammar, attempt: Attempt): PatternReading | undefined {
  const { before, code, after } = attempt;
  const parsed = parseText(grammar, before + code + after);
  if (parsed === undefined) {
    return undefined;
  }
  try {
    const tops = parsed.syntaxErrors > 0 ? [] : findTops(parsed.tree.rootNode, attempt);
    const [first, ...rest] = tops.map((node) => patternNode(node, attempt));
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
function findTops(root: Node, attempt: Attempt): readonly Node[] {
  const start = attempt.before.length;
  const end = start + attempt.code.length;
  const node = root.descendantForIndex(start, end - 1);
  if (node === null) {
    return [];
  }
  const ends = [end, end + (attempt.after === ";" ? 1 : 0)];
  if (node.startIndex === start && ends.includes(node.endIndex) && node.parent !== null) {
    return [node];
  }
  const children = patternChildren(node, attempt);
  const inside = children.filter((child) => child.startIndex >= start && child.startIndex < end);
  const others = children.filter((child) => !inside.includes(child));
  const isList = start === 0 ? node.parent === null : others.every((child) => !child.isNamed);
  return isList && inside[0]?.startIndex === start && inside.every((child) => child.isNamed)
    ? inside
    : [];
}

/** Separators are left out, so that a list with `$$$` matches with and without its commas; comments, too. */
export function significantChildren(node: Node): readonly Node[] {
  return node.children.filter(
    (child) => !child.isExtra && child.type !== "," && child.type !== ";",
  );
}

/** Of a pattern; a comment may stand for a metavariable there. */
function patternChildren(node: Node, attempt: Attempt): readonly Node[] {
  return node.children.filter(
    (child) =>
      (!child.isExtra || variableOf(child, attempt)) && child.type !== "," && child.type !== ";",
  );
}

function patternNode(node: Node, attempt: Attempt): PatternNode {
  const variable = variableOf(node, attempt);
  const children = variable === undefined ? patternChildren(node, attempt) : [];
  return {
    typeId: node.typeId,
    text: children.length === 0 ? textOf(node, attempt) : "",
    children: children.map((child) => patternNode(child, attempt)),
    isNamed: node.isNamed,
    variable,
  };
}

function variableOf(node: Node, attempt: Attempt): Metavariable | undefined {
  return node.isNamed ? attempt.variables.get(textOf(node, attempt)) : undefined;
}

function textOf(node: Node, { before, code, after }: Attempt): string {
  return (before + code + after).slice(node.startIndex, node.endIndex);
}

function wordsOf(node: PatternNode): readonly string[] {
  if (node.variable !== undefined) {
    return [];
  }
  return node.children.length === 0
    ? (node.text.match(/[\p{L}\p{N}_]+/gu) ?? [])
    : node.children.flatMap(wordsOf);
}
