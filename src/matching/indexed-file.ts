import type { Hunk } from "../formats/hunk.ts";
import { isBlank, strip, trimEnd } from "./blanks.ts";
import { fold, looksOf } from "./fold.ts";
import { indexLines, type LineIndex } from "./line-index.ts";
import { once } from "./once.ts";
import type { MatchOptions, Subject } from "./placement.ts";
import { SearchBudget } from "./search-budget.ts";
import { indexWords } from "./word-votes.ts";

/** A file with its indexes, each of which is built when a hunk needs it first. */
export interface IndexedFile {
  readonly subject: Subject;
  readonly options: MatchOptions;
  readonly lines: readonly string[];
  readonly budget: SearchBudget;
  /** Lines as they are; knows only those that the hunks name. */
  readonly exact: () => LineIndex;
  /** Without blanks at the end. */
  readonly trimmed: () => LineIndex;
  /** Without blanks at either end. */
  readonly stripped: () => LineIndex;
  /** Lines that look alike are equal. */
  readonly folded: () => LineIndex;
  /** Lines that look alike but for their indentation are equal. */
  readonly alike: () => LineIndex;
  /** The lines that are not blank, without blanks at the end; its rows count these lines only. */
  readonly compact: () => { readonly index: LineIndex; readonly rows: readonly number[] };
  readonly rowsByWord: () => ReadonlyMap<string, readonly number[]>;
  /** The last line of the definition that begins in a line; both 1-based. */
  readonly definitionEnds: () => ReadonlyMap<number, number>;
  /** The whole text, with line feeds for the endings. */
  readonly text: () => string;
  /** Where each line begins in it, and where the next one would. */
  readonly offsets: () => readonly number[];
}

export function indexFile(
  subject: Subject,
  options: MatchOptions,
  hunks: readonly Hunk[],
): IndexedFile {
  const { lines } = subject;
  const budget = new SearchBudget(comparisonsPerFile);
  const trimmedLines = once(() => lines.map(trimEnd));
  return {
    subject,
    options,
    lines,
    budget,
    exact: once(() => indexLines(lines, budget, textsOf(hunks))),
    trimmed: once(() => indexLines(trimmedLines(), budget)),
    stripped: once(() => indexLines(lines.map(strip), budget)),
    folded: once(() => indexLines(lines.map(fold), budget)),
    alike: once(() => indexLines(lines.map(looksOf), budget)),
    compact: once(() => {
      const rows = [...lines.keys()].filter((row) => !isBlank(lines[row] ?? ""));
      return {
        index: indexLines(
          rows.map((row) => trimmedLines()[row] ?? ""),
          budget,
        ),
        rows,
      };
    }),
    rowsByWord: once(() => indexWords(lines)),
    definitionEnds: once(() => {
      const ends = new Map<number, number>();
      for (const { line, endLine } of subject.definitions) {
        ends.set(line, Math.max(endLine, ends.get(line) ?? 0));
      }
      return ends;
    }),
    text: once(() =>
      lines
        .map((line) => `${line}\n`)
        .join("")
        .slice(0, subject.finalNewline ? undefined : -1),
    ),
    offsets: once(() => {
      let offset = 0;
      return [0, ...lines.map((line) => (offset += line.length + 1))];
    }),
  };
}

function textsOf(hunks: readonly Hunk[]): readonly string[] {
  return hunks.flatMap(({ headers, lines }) => [...headers, ...lines.map(({ text }) => text)]);
}

/** About a tenth of a second. */
const comparisonsPerFile = 30_000_000;
