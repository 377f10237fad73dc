import type { Node } from "web-tree-sitter";

import type { Grammar } from "./grammar.ts";
import { parseText } from "./parse-text.ts";
import { type Metavariable, substituteMetavariables } from "./substitute-metavariables.ts";

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
  const { code, variables } = substituteMetavariables(pattern.trim());
  const readings = new Map<string, PatternReading>();
  for (const [before, after] of [...everywhere, ...contexts]) {
    if ([...readings.keys()].some((type) => !accidents.includes(type))) {
      break;
    }
    const reading = parseInContext(grammar, { before, code, after, variables });
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

interface Attempt {
  readonly before: string;
  readonly code: string;
  readonly after: string;
  readonly variables: ReadonlyMap<string, Metavariable>;
}

function parseInContext(grammar: Grammar, { before, code, after, variables }: Attempt): PatternReading | undefined {
  const text = before + code + after;
  const parsed = parseText(grammar, text);
  if (parsed === undefined) {
    return undefined;
  }
  try {
    const tops = parsed.syntaxErrors > 0 ? [] : nodesSpanning(parsed.tree.rootNode, before.length, before.length + code.length);
    const [first, ...rest] = tops.map((node) => patternNode(node, text, variables));
    if (first === undefined || first.variable !== undefined || tops[0] === undefined) {
      return undefined;
    }
    return { nodes: [first, ...rest], firstType: tops[0].type };
  } finally {
    parsed.tree.delete();
  }
}

/** The smallest node that is exactly this stretch, or else the nodes that make it up. */
function nodesSpanning(root: Node, start: number, end: number): readonly Node[] {
  const node = root.descendantForIndex(start, Math.max(start, end - 1));
  if (node === null) {
    return [];
  }
  if (node.startIndex === start && node.endIndex === end && node.parent !== null) {
    return [node];
  }
  const inside = significantChildren(node).filter((child) => child.startIndex >= start && child.endIndex <= end);
  const covers = inside[0]?.startIndex === start;
  return covers && inside.every((child) => child.isNamed) ? inside : [];
}

/** Separators are left out, so that a list with `$$$` matches with and without its commas, comments as well. */
export function significantChildren(node: Node): readonly Node[] {
  return node.children.filter((child) => !child.isExtra && child.type !== "," && child.type !== ";");
}

function patternNode(node: Node, text: string, variables: Attempt["variables"]): PatternNode {
  const own = text.slice(node.startIndex, node.endIndex);
  // In languages that end statements, a metavariable in their place is written with its semicolon or without.
  const variable = node.isNamed ? variables.get(own.replace(/\s*;$/u, "")) : undefined;
  const children = variable === undefined ? significantChildren(node) : [];
  return {
    typeId: node.typeId,
    isNamed: node.isNamed,
    text: children.length === 0 ? own : "",
    children: children.map((child) => patternNode(child, text, variables)),
    variable,
  };
}

function wordsOf(node: PatternNode): readonly string[] {
  if (node.variable !== undefined) {
    return [];
  }
  return node.children.length === 0 ? (node.text.match(/[\p{L}\p{N}_]+/gu) ?? []) : node.children.flatMap(wordsOf);
}
