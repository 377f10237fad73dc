import type { SyntaxNode } from "../parsing/open-syntax.ts";
import { childAt } from "./child-at.ts";
import type { LanguageSyntax } from "./language-syntax.ts";

/** A stretch of text that a node covers. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
}

/** A name given to a value. */
export interface Binding {
  /** Where the statement that does it begins and ends. */
  readonly start: number;
  readonly end: number;
  readonly value: SyntaxNode;
  /** Which part of the value: `.body`; empty for all of it. */
  readonly part: string;
  /** It is added to what the name stood for. */
  readonly adds: boolean;
  /** The function it is in; undefined outside of all. */
  readonly owner: Stretch | undefined;
}

/** What one pass over a tree finds, in the order of the text. */
export interface CodeIndex {
  readonly calls: readonly SyntaxNode[];
  readonly sets: readonly SyntaxNode[];
  readonly functions: readonly Stretch[];
  readonly blocks: readonly Stretch[];
  readonly conditions: readonly Stretch[];
  readonly imports: readonly SyntaxNode[];
}

/** The query for everything that an index holds. */
export function indexQuery(syntax: LanguageSyntax): string {
  const groups: readonly (readonly [keyof CodeIndex, readonly string[]])[] = [
    ["calls", Object.keys(syntax.calls)],
    ["sets", Object.keys(syntax.sets)],
    ["functions", Object.keys(syntax.functions)],
    ["blocks", [...syntax.blocks]],
    ["conditions", Object.keys(syntax.conditions)],
    ["imports", syntax.imports],
  ];
  return groups
    .filter(([, types]) => types.length > 0)
    .map(([name, types]) => `[${types.map((type) => `(${type})`).join(" ")}] @${name}`)
    .join("\n");
}

/** Sorts what the query captured. */
export function readIndex(
  syntax: LanguageSyntax,
  captures: readonly { readonly name: string; readonly node: SyntaxNode }[],
): CodeIndex {
  const named = (name: keyof CodeIndex): readonly SyntaxNode[] =>
    captures.filter((capture) => capture.name === name).map(({ node }) => node);
  return {
    calls: named("calls"),
    sets: named("sets"),
    imports: named("imports"),
    functions: named("functions").map(stretchOf),
    blocks: named("blocks").map(stretchOf),
    conditions: named("conditions").flatMap((node) => {
      const condition = childAt(node, syntax.conditions[node.type]);
      return condition === undefined ? [] : [stretchOf(condition)];
    }),
  };
}

/** The innermost of the stretches around a place; they are in the order of their beginnings. */
export function innermost(stretches: readonly Stretch[], at: number): Stretch | undefined {
  return stretches.findLast(({ start, end }) => start <= at && at < end);
}

/** All stretches around a place, innermost first. */
export function around(stretches: readonly Stretch[], at: number): readonly Stretch[] {
  return stretches.filter(({ start, end }) => start <= at && at < end).toReversed();
}

function stretchOf(node: SyntaxNode): Stretch {
  return { start: node.startIndex, end: node.endIndex, node };
}
