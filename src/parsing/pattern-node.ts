import type { Node } from "web-tree-sitter";

import type { Metavariable, SpelledPattern } from "./spell-metavariables.ts";

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

/** A pattern as it was parsed, with what had to stand around it. */
export interface PatternSource extends SpelledPattern {
  readonly before: string;
  readonly after: string;
}

/** Copies a node of a parsed pattern. */
export function patternNode(node: Node, source: PatternSource): PatternNode {
  const variable = variableOf(node, source);
  const children = variable === undefined ? patternChildren(node, source) : [];
  return {
    typeId: node.typeId,
    isNamed: node.isNamed,
    text: children.length === 0 ? textOf(node, source) : "",
    children: children.map((child) => patternNode(child, source)),
    variable,
  };
}

/** The significant children of a pattern's node; a comment may stand for a metavariable there. */
export function patternChildren(node: Node, source: PatternSource): readonly Node[] {
  return node.children.filter(
    (child) => isSignificant(child) || (child.isExtra && variableOf(child, source) !== undefined),
  );
}

/** Separators are left out, so that a list with `$$$` matches with and without its commas; comments, too. */
export function isSignificant(node: Node): boolean {
  return !node.isExtra && node.type !== "," && node.type !== ";";
}

function variableOf(node: Node, source: PatternSource): Metavariable | undefined {
  return node.isNamed ? source.variables.get(textOf(node, source)) : undefined;
}

function textOf(node: Node, { before, code, after }: PatternSource): string {
  return (before + code + after).slice(node.startIndex, node.endIndex);
}
