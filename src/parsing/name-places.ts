import type { Node } from "web-tree-sitter";

import type { NameRole } from "../languages/name-rules.ts";
import { type Declared, declaredIn, definitionAt, isDefiningLocal } from "./bind-name.ts";
import { Deadline } from "./deadline.ts";
import { findEnclosing } from "./enclosing.ts";
import { extractFacts } from "./extract-facts.ts";
import type { Range } from "./facts.ts";
import type { Grammar } from "./grammar.ts";
import { type LineTable, lineTable } from "./line-table.ts";
import { lineTextAt } from "./line-text.ts";
import { isHead, isShorthand, type Meaning, meaningOf, typeMeant } from "./meaning-of.ts";
import { nameAt } from "./name-at.ts";
import { parseText } from "./parse-text.ts";
import { wordStarts } from "./whole-word.ts";
import { type ReadTree, treeOf } from "./tree-shelf.ts";

/**
 * What is wanted of a file: the places of names, every name in some ranges, or what stands at positions, 1-based and in
 * UTF-16 units.
 */
export type WantedPlaces =
  | { readonly names: readonly string[] }
  | { readonly within: readonly Range[] }
  | { readonly positions: readonly { readonly line: number; readonly column: number }[] };

/** A name in code. */
export interface NamePlace {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly role: NameRole;
  /** The qualified name of the innermost definition around it. For the name of a definition, that of its container. */
  readonly in?: string;
  /** Its line; see `lineTextAt`. */
  readonly text: string;
  /** What the file itself says of what it means. */
  readonly means: Meaning;
  /** Whether it stands before a member's name, as `cart` does in `cart.total`. */
  readonly isHead: boolean;
  /** Whether it names a member as well, as `{ total }` does. */
  readonly isShorthand: boolean;
  /** Whether only a type can be meant, or only a value; undefined where both can be. */
  readonly isType?: boolean;
}

/** A word that is no code. */
interface WordPlace {
  readonly line: number;
  readonly column: number;
  readonly kind: "comment" | "string" | "doc" | "config";
  readonly text: string;
}

export interface FilePlaces {
  readonly places: readonly NamePlace[];
  readonly mentions: readonly WordPlace[];
  /** False when there are more places than are described. */
  readonly complete: boolean;
}

/** The most places described in one file; a file with more was written by a program. */
export const mostPlaces = 3000;

/** Describes places in a source text; undefined when parsing takes too long. */
export function findNamePlaces(
  grammar: Grammar,
  { path, text }: { readonly path: string; readonly text: string },
  wanted: WantedPlaces,
): FilePlaces | undefined {
  const deadline = new Deadline();
  const lines = lineTable(text);
  const wantedAt = wantedIndexes(text, lines, wanted);
  if (wantedAt.length === 0) {
    return { places: [], mentions: [], complete: true };
  }
  const read = treeOf(path, text, () => readTree(grammar, text, lines, deadline));
  if (read === undefined) {
    return undefined;
  }
  const root = read.tree.rootNode;
  const { declared } = read;
  const found = describeAll(wantedAt, { grammar, root, text, lines, declared, deadline });
  return deadline.isOver ? undefined : found;
}

function readTree(
  grammar: Grammar,
  text: string,
  lines: LineTable,
  deadline: Deadline,
): ReadTree | undefined {
  const parsed = parseText(grammar, text, deadline);
  if (parsed === undefined) {
    return undefined;
  }
  const facts = extractFacts(grammar, parsed.tree.rootNode, { text, deadline });
  if (deadline.isOver) {
    parsed.tree.delete();
    return undefined;
  }
  return { text, tree: parsed.tree, lines, declared: declaredIn(facts, grammar.language.locals) };
}

function wantedIndexes(text: string, lines: LineTable, wanted: WantedPlaces): readonly WantedAt[] {
  if ("within" in wanted) {
    return wanted.within.flatMap((range) => wordsIn(text, lines, range));
  }
  return "names" in wanted
    ? wanted.names
        .flatMap((name) => [...wordStarts(text, name)].map((index) => ({ index, name })))
        .toSorted((a, b) => a.index - b.index)
    : wanted.positions.map(({ line, column }) => ({
        index: Math.min(lines.startOf(line - 1) + column - 1, text.length),
        name: undefined,
      }));
}

function wordsIn(text: string, lines: LineTable, range: Range): readonly WantedAt[] {
  const start = lines.startOf(range.line - 1) + range.column - 1;
  const end = lines.startOf(range.endLine - 1) + range.endColumn - 1;
  return [...text.slice(start, end).matchAll(anyWord)].map(({ 0: name, index }) => ({
    index: start + index,
    name,
  }));
}

const anyWord = /[\p{ID_Start}_$#][\p{ID_Continue}$]*/gu;

interface WantedAt {
  readonly index: number;
  /** Undefined where a position is to be described, whatever stands there. */
  readonly name: string | undefined;
}

interface Described {
  readonly grammar: Grammar;
  readonly root: Node;
  readonly text: string;
  readonly lines: LineTable;
  readonly declared: Declared;
  readonly deadline: Deadline;
}

function describeAll(wanted: readonly WantedAt[], described: Described): FilePlaces {
  const places: NamePlace[] = [];
  const mentions: WordPlace[] = [];
  for (const { index, name } of wanted) {
    const isFull = places.length + mentions.length >= mostPlaces && name !== undefined;
    if (isFull || described.deadline.isPassed()) {
      return { places, mentions, complete: false };
    }
    const found = nameAt({ ...described, name }, index);
    const { line, column } = described.lines.rangeOf(index, index);
    if (found.kind === "code" || name === undefined) {
      places.push(describeName(found, index, described));
    } else if (found.kind !== "none") {
      const text = lineTextAt(described.text, described.lines, index);
      mentions.push({ line, column, kind: found.kind, text });
    }
  }
  return { places, mentions, complete: true };
}

function describeName(
  found: ReturnType<typeof nameAt>,
  index: number,
  { lines, text, declared, grammar }: Described,
): NamePlace {
  const { line, column, endColumn } = lines.rangeOf(index, Math.max(found.end, index));
  const here = { name: text.slice(index, found.end), line, column };
  const definition = definitionAt(declared, here);
  const isDefinition =
    definition === undefined ? isDefiningLocal(declared, here) : found.defining === undefined;
  const enclosing =
    definition === undefined
      ? findEnclosing(declared, line, column)
      : definition.container.join(".") || undefined;
  return {
    name: here.name,
    line,
    column,
    endColumn,
    role:
      isDefinition && found.kind === "code"
        ? "definition"
        : ((definition && found.defining) ?? found.role),
    ...(enclosing !== undefined && { in: enclosing }),
    text: lineTextAt(text, lines, index),
    means: meaningOf(
      found.node,
      { declared, text, lines, language: grammar.language },
      found.defining !== undefined,
    ),
    ...(found.node !== undefined && typeMeant(found.node, grammar.language)),
    isHead: found.node !== undefined && isHead(found.node, grammar.language),
    isShorthand: found.node !== undefined && isShorthand(found.node, grammar.language),
  };
}
