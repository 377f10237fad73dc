import type { Change, SentHunk } from "./property-change.ts";
import { type FileLine, type RandomFile, randomLine } from "./property-file.ts";
import type { Random } from "./property-random.ts";

/** The file as the author of a patch saw it, and what he wants to do to it. */
interface Seen {
  readonly file: RandomFile;
  readonly change: Change;
  readonly hunks: readonly SentHunk[];
}

/** What may have happened to a file since. Undefined: nothing of this kind could. */
export type Drift = (seen: Seen, random: Random) => readonly FileLine[] | undefined;

export const drifts = {
  "lines elsewhere": (seen, random) => {
    let lines = seen.file.lines;
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      const far = farFrom(seen, lines);
      const at = random.pickFrom(far);
      if (at !== undefined) {
        const [remove, add] = [random.below(2), random.below(4)];
        const removed = far.includes(at + 1) && !isSent(seen, lines[at]) ? remove : 0;
        lines = lines.toSpliced(at, removed, ...newLines(random, seen, add));
      }
    }
    return lines;
  },
  "lines above": (seen, random) => {
    const above = (seen.hunks[0]?.start ?? 0) > 0;
    return above && !hasHeaders(seen)
      ? [...newLines(random, seen, 1 + random.below(6)), ...seen.file.lines]
      : undefined;
  },
  "a block copied": ({ file, hunks }, random) => {
    const hunk = random.pickFrom(hunks);
    const rows = (hunk?.lines ?? []).flatMap(({ row }) => (row === undefined ? [] : [row]));
    const from = Math.max(0, (rows[0] ?? 0) - random.below(3));
    const block = file.lines.slice(from, (rows.at(-1) ?? 0) + 1 + random.below(3));
    const at = random.pickFrom(farFrom({ file, hunks, change: emptyChange }, file.lines));
    return at === undefined
      ? undefined
      : file.lines.toSpliced(at, 0, ...block.map(({ text }) => lineOf(file, text)));
  },
  "lines inside of a hunk": (seen, random) => {
    const at = random.pickFrom(insideOf(seen));
    return at === undefined
      ? undefined
      : seen.file.lines.toSpliced(at, 0, ...newLines(random, seen, 1 + random.below(2)));
  },
  "context deleted": (seen, random) => {
    const row = random.pickFrom(rowsOf(seen, "context"));
    return row === undefined ? undefined : seen.file.lines.toSpliced(row, 1);
  },
  "context reworded": (seen, random) => {
    const row = random.pickFrom(rowsOf(seen, "context"));
    return row === undefined
      ? undefined
      : reworded(seen.file.lines, row, (text) =>
          text.replace(/\w+/u, `other_${random.below(1000)}`),
        );
  },
  "removed line deleted": (seen, random) => {
    const row = random.pickFrom(rowsOf(seen, "remove"));
    return row === undefined ? undefined : seen.file.lines.toSpliced(row, 1);
  },
  "removed line reworded": (seen, random) => {
    const row = random.pickFrom(rowsOf(seen, "remove"));
    // It is another line now, which nobody wanted to remove.
    return row === undefined
      ? undefined
      : seen.file.lines.map((line, at) =>
          at === row
            ? lineOf(seen.file, `${line.text} other_${random.below(1000)}`, line.ending)
            : line,
        );
  },
  "blanks at ends": ({ file }, random) =>
    file.lines.map((line) => (random.once(3) ? { ...line, text: `${line.text}  ` } : line)),
  "other line endings": ({ file }, random) => {
    const ending = random.pick(["\n", "\r\n", "\r"]);
    return file.lines.map((line) => (line.ending === "" ? line : { ...line, ending }));
  },
} satisfies Readonly<Record<string, Drift>>;

const emptyChange: Change = { removed: new Set(), added: new Map() };

function hasHeaders({ hunks }: Seen): boolean {
  return hunks.some(({ headers }) => headers.length > 0);
}

function isSent({ hunks }: Seen, line: FileLine | undefined): boolean {
  const row = line?.row;
  return row !== undefined && hunks.some(({ lines }) => lines.some((sent) => sent.row === row));
}

/** Places between lines that no hunk has; with headers, only those below the last one, lest they open something else. */
function farFrom(seen: Seen, lines: readonly FileLine[]): readonly number[] {
  const rows = new Set(seen.hunks.flatMap((hunk) => hunk.lines.map(({ row }) => row)));
  const last = lines.findLastIndex(({ row }) => row !== undefined && rows.has(row));
  const atEdge = (at: number): boolean =>
    (rows.has(lines[0]?.row) && at === 0) || (rows.has(lines.at(-1)?.row) && at === lines.length);
  return Array.from({ length: lines.length + 1 }, (_, at) => at).filter((at) => {
    const [above, below] = [lines[at - 1]?.row, lines[at]?.row];
    const between = rows.has(above) && rows.has(below);
    const isIn = above !== undefined && below !== undefined && between;
    return !isIn && !atEdge(at) && (!hasHeaders(seen) || at > last);
  });
}

/** Places in hunks that are not beside an added line, or between two removed ones. */
function insideOf({ hunks }: Seen): readonly number[] {
  return hunks.flatMap(({ lines }) =>
    lines.flatMap(({ kind, row }, at) => {
      const above = lines[at - 1];
      const isPlace = kind !== "add" && above !== undefined && above.kind !== "add";
      return isPlace && (kind === "context" || above.kind === "context") && row !== undefined
        ? [row]
        : [];
    }),
  );
}

function rowsOf({ hunks }: Seen, wanted: "context" | "remove"): readonly number[] {
  return hunks.flatMap(({ lines }) =>
    lines.flatMap(({ kind, row }) => (kind === wanted && row !== undefined ? [row] : [])),
  );
}

function newLines(random: Random, { file }: Seen, count: number): readonly FileLine[] {
  return Array.from({ length: count }, () =>
    lineOf(file, asEncodable(randomLine(random, file.indent), file)),
  );
}

function asEncodable(text: string, { encoding }: RandomFile): string {
  return encoding === "latin-1" ? text.replaceAll(/[^\0-\u{ff}]/gu, "'") : text;
}

function lineOf({ lines }: RandomFile, text: string, ending?: string): FileLine {
  return { text, ending: ending ?? (lines[0]?.ending || "\n") };
}

function reworded(
  lines: readonly FileLine[],
  row: number,
  change: (text: string) => string,
): readonly FileLine[] {
  return lines.map((line, at) => (at === row ? { ...line, text: change(line.text) } : line));
}
