import type { Lexicon } from "../languages/lexicon.ts";
import type { Definition, FileOutline, Range } from "../parsing/facts.ts";
import { lineTable } from "../parsing/line-table.ts";

/** One version of a file. */
export interface Version {
  readonly facts: FileOutline;
  readonly text: string;
}

/** The texts of a file that belong to one definition alone, or to none. */
export interface OwnTexts {
  /** The definition's text without the definitions in it. */
  of(definition: Definition): string;
  /** The text outside of definitions, imports and exports. */
  outside(): string;
}

/**
 * Takes a file apart, so that a change is seen where it is and nowhere else. Texts are made for comparison: ends of
 * lines are alike, and where definitions were cut out, white space, separators and lines of comment do not count.
 */
export function ownTexts({ facts, text }: Version, lexicon: Lexicon): OwnTexts {
  const lines = lineTable(text);
  const { definitions } = facts;
  const children = new Map<number | undefined, Definition[]>();
  for (const definition of definitions) {
    const siblings = children.get(definition.parent) ?? [];
    children.set(definition.parent, siblings);
    siblings.push(definition);
  }
  const offset = (line: number, column: number): number => lines.startOf(line - 1) + column - 1;
  const spanOf = ({ line, column, endLine, endColumn }: Range): Span => ({
    start: offset(line, column),
    end: offset(endLine, endColumn),
  });
  // A definition takes its documentation and decorators along.
  const holeOf = ({ startLine, range }: Definition): Span => ({
    start: startLine < range.line ? offset(startLine, 1) : offset(range.line, range.column),
    end: offset(range.endLine, range.endColumn),
  });
  return {
    of(definition) {
      const whole = spanOf(definition.range);
      // A method may stand outside of its type.
      const holes = (children.get(definitions.indexOf(definition)) ?? [])
        .map(holeOf)
        .filter(({ start, end }) => whole.start <= start && end <= whole.end);
      const own = withoutSpans(text, whole, holes);
      return holes.length === 0 ? withEqualLineEnds(own) : withoutFill(own, lexicon);
    },
    outside() {
      const holes = [
        ...definitions.map(holeOf),
        ...facts.imports.map(({ range }) => spanOf(range)),
        ...facts.exports.map(({ range }) => spanOf(range)),
      ];
      return withoutFill(withoutSpans(text, { start: 0, end: text.length }, holes), lexicon);
    },
  };
}

/** Indexes into a text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

function withoutSpans(text: string, whole: Span, holes: readonly Span[]): string {
  let kept = "";
  let at = whole.start;
  for (const { start, end } of holes.toSorted((a, b) => a.start - b.start)) {
    kept += text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return kept + text.slice(at, Math.max(at, whole.end));
}

function withEqualLineEnds(text: string): string {
  return text.replaceAll(/[ \t]*\r?\n/gu, "\n");
}

function withoutFill(text: string, { lineComments, blockComments }: Lexicon): string {
  const kept: string[] = [];
  let close: string | undefined;
  for (const line of text.split(/\r\n|\n|\r/u)) {
    const bare = line.replace(/^[\s,;]+/u, "");
    const opened = close === undefined && blockComments.find(({ open }) => bare.startsWith(open));
    if (opened !== undefined && opened !== false) {
      close = bare.indexOf(opened.close, opened.open.length) < 0 ? opened.close : undefined;
    } else if (close !== undefined) {
      close = bare.includes(close) ? undefined : close;
    } else if (isDirective.test(bare) || !lineComments.some((sign) => bare.startsWith(sign))) {
      kept.push(bare);
    }
  }
  return kept
    .join(" ")
    .replaceAll(/[\s,;]+/gu, " ")
    .trim();
}

/** Comments that tools obey. */
const isDirective = /^(?:\/\/go:|\/\/ \+build|\/\/\/ <|#!|# type:|\/\/ @ts-)/u;
