import { indentOf, strip, trimEnd } from "./blanks.ts";
import { fold, isAscii } from "./fold.ts";
import type { IndexedFile } from "./indexed-file.ts";
import type { Region } from "./place.ts";
import { rowAt } from "./row-at.ts";
import { scopeOf } from "./scope-of.ts";

/** A line that a `@@` header means, with what it opens. */
export interface Anchor {
  readonly row: number;
  readonly scope: Region;
}

/**
 * The lines that stacked headers, outermost first, may mean: each inside what the one before it opens, or, if there is
 * none, after it.
 */
export function findAnchors(headers: readonly string[], file: IndexedFile): readonly Anchor[] {
  const [outer, ...inner] = headers;
  let anchors = outer === undefined ? [] : anchorsOf(outer, file);
  for (const header of inner) {
    const all = anchorsOf(header, file);
    const nested = all.filter(({ row }) =>
      anchors.some(({ scope }) => row > scope.from && row < scope.to),
    );
    const first = anchors[0]?.row ?? Infinity;
    anchors = nested.length > 0 ? nested : all.filter(({ row }) => row > first);
  }
  return anchors;
}

function anchorsOf(header: string, file: IndexedFile): readonly Anchor[] {
  return rowsOf(header, file).map((row) => {
    const scope = scopeOf(row, file);
    file.budget.spend(scope.to - scope.from);
    return { row, scope };
  });
}

function rowsOf(header: string, file: IndexedFile): readonly number[] {
  const text = strip(header);
  if (text === "") {
    return [];
  }
  const lookups = [
    // Without indentation it was trimmed by its author, as most are, and says nothing of that of its line.
    ...(indentOf(header) === ""
      ? []
      : [() => file.exact().rowsOf(header), () => file.trimmed().rowsOf(trimEnd(header))]),
    () => file.stripped().rowsOf(text),
    () => rowsLike(text, file),
    () => rowsHolding(text, file),
    () => rowsDefining(text, file),
  ];
  for (const lookUp of lookups) {
    const rows = lookUp();
    if (rows.length > 0) {
      return rows;
    }
  }
  return [];
}

function rowsLike(text: string, { lines, subject, budget }: IndexedFile): readonly number[] {
  if (subject.transparent) {
    return [];
  }
  budget.spend(lines.length);
  const wanted = fold(text);
  return [...lines.keys()].filter((row) => {
    const line = lines[row] ?? "";
    return !(isAscii(line) && isAscii(text)) && fold(strip(line)) === wanted;
  });
}

/** Lines that hold the text as whole words; those that begin with it, if there are any. */
function rowsHolding(text: string, file: IndexedFile): readonly number[] {
  const whole = file.text();
  file.budget.spend(Math.ceil(whole.length / charactersPerComparison));
  const rows = new Set<number>();
  for (let at = whole.indexOf(text); at !== -1; at = whole.indexOf(text, at + text.length)) {
    const end = at + text.length;
    if (!joins(whole.charAt(at - 1), text) && !joins(text, whole.charAt(end))) {
      rows.add(rowAt(file.offsets(), at));
    }
  }
  const beginning = [...rows].filter((row) => strip(file.lines[row] ?? "").startsWith(text));
  return beginning.length > 0 ? beginning : [...rows];
}

const charactersPerComparison = 64;

/** Whether a word goes on from the end of the one to the beginning of the other. */
function joins(left: string, right: string): boolean {
  return /[\p{L}\p{N}_]$/u.test(left) && /^[\p{L}\p{N}_]/u.test(right);
}

/** Definitions by name: `f`, `def f(x)`, `class B`, `A.f`. */
function rowsDefining(text: string, { subject }: IndexedFile): readonly number[] {
  const path = namedBy(text);
  const name = path.at(-1);
  const outer = path.at(-2);
  return subject.definitions
    .filter(
      (definition) =>
        definition.name === name &&
        (outer === undefined ||
          subject.definitions.some(
            (other) =>
              other.name === outer &&
              other.line <= definition.line &&
              other.endLine >= definition.endLine,
          )),
    )
    .map(({ line }) => line - 1);
}

/** What is before the first parenthesis, or else the last of at most two words. */
function namedBy(text: string): readonly string[] {
  const [head = "", ...rest] = text.split("(");
  const words = strip(head).replace(/[{:]$/u, "").trimEnd().split(/\s+/u);
  if (rest.length === 0 && words.length > 2) {
    return [];
  }
  return (words.at(-1) ?? "").split(/\.|::|#/u).slice(-2);
}
