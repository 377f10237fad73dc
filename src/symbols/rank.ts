import type { SymbolKind } from "../languages/language.ts";

import type { Merged } from "./merge-declarations.ts";

/** A definition found, with what its place in the order depends on. */
export interface Ranked extends Merged {
  readonly path: string;
  /** How well the name matches; 0 is best. */
  readonly cost: number;
  /** Whether what was asked to be around it are definitions, or the module alone. */
  readonly inside: "definition" | "module";
}

/**
 * Orders definitions so that the one a person would mean comes first: the better name, then sources before
 * tests, declarations and generated files, types and functions before members, exported before not, the outer before the
 * inner, the shorter path; at last by path and line, so that pages never overlap.
 */
export function compareRanked(a: Ranked, b: Ranked): number {
  return (
    a.cost - b.cost ||
    placeCost(a.path) - placeCost(b.path) ||
    kindCost[a.definition.kind] - kindCost[b.definition.kind] ||
    Number(b.definition.exported) - Number(a.definition.exported) ||
    a.definition.container.length - b.definition.container.length ||
    depth(a.path) - depth(b.path) ||
    compareText(a.path, b.path) ||
    a.definition.range.line - b.definition.range.line ||
    a.definition.range.column - b.definition.range.column
  );
}

const kindCost: Readonly<Record<SymbolKind, number>> = {
  class: 0,
  interface: 0,
  trait: 0,
  struct: 0,
  enum: 0,
  type: 0,
  function: 0,
  macro: 0,
  module: 1,
  constant: 1,
  variable: 2,
  method: 2,
  constructor: 3,
  accessor: 3,
  property: 4,
  enum_member: 4,
};

/**
 * Sources cost nothing; the rest is where people look second. A listed `build` folder more often holds the scripts of a
 * build than its output.
 */
function placeCost(path: string): number {
  if (
    /(^|\/)(node_modules|vendor|third_party|dist|out|generated|__generated__)\/|\.min\.|\.gen\.|_pb2?\./.test(
      path,
    )
  ) {
    return 3;
  }
  if (
    /(^|\/)(tests?|__tests__|spec|fixtures?|__mocks__|examples?|benchmarks?|bench)\/|[._-](test|spec)\.|(^|\/)test_|_test\./.test(
      path,
    )
  ) {
    return 2;
  }
  return /\.d\.[cm]?ts$|(^|\/)build\//.test(path) ? 1 : 0;
}

function depth(path: string): number {
  return path.split("/").length;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
