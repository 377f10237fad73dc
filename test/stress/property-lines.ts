import { oldOf, type SentHunk, type SentLine } from "./property-change.ts";
import type { Random } from "./property-random.ts";

export function isBlank(text: string): boolean {
  return text.trim() === "";
}

export function oldLines(hunk: SentHunk, change: (text: string) => string): SentHunk | undefined {
  return different(hunk, (line) =>
    line.kind === "add" ? line : { ...line, text: change(line.text) },
  );
}

/** Not all old lines alike: that would say something of the added ones. */
export function unevenly(
  hunk: SentHunk,
  change: (text: string, kind: SentLine["kind"]) => string,
): SentHunk | undefined {
  const changed = different(hunk, (line) =>
    line.kind === "add" || isBlank(line.text)
      ? line
      : { ...line, text: change(line.text, line.kind) },
  );
  const longer = (changed?.lines ?? []).flatMap(({ kind, text }, at) =>
    kind === "add" || isBlank(text) ? [] : [text.length - (hunk.lines[at]?.text.length ?? 0)],
  );
  return new Set(longer).size > 1 ? changed : undefined;
}

/** Blank lines stay as they are. Where no old line shows what was done to the added ones, nobody could know it. */
export function everyLine(hunk: SentHunk, change: (text: string) => string): SentHunk | undefined {
  return everyText(hunk, (text) => (isBlank(text) ? text : change(text)));
}

export function everyText(hunk: SentHunk, change: (text: string) => string): SentHunk | undefined {
  const changed = different(hunk, (line) => ({ ...line, text: change(line.text) }));
  const shows = oldOf(hunk).some(({ text }) => change(text) !== text);
  return shows ? changed : undefined;
}

function different(hunk: SentHunk, change: (line: SentLine) => SentLine): SentHunk | undefined {
  const lines = hunk.lines.map(change);
  return lines.some(({ text }, at) => text !== hunk.lines[at]?.text)
    ? { ...hunk, lines }
    : undefined;
}

export function retext(hunk: SentHunk, at: number, change: (text: string) => string): SentHunk {
  return {
    ...hunk,
    lines: hunk.lines.map((line, index) =>
      index === at ? { ...line, text: change(line.text) } : line,
    ),
  };
}

export function reworded(text: string, random: Random): string {
  return text.replace(/\w+/u, `stale_${random.below(1000)}`);
}

export function placeOf(
  hunk: SentHunk,
  random: Random,
  isWanted: (line: SentLine, at: number) => boolean,
): number | undefined {
  return random.pickFrom(hunk.lines.flatMap((line, at) => (isWanted(line, at) ? [at] : [])));
}

/** Without a line beside a change, and with nothing on the other side of it, the hunk would mean another place. */
export function decidesWhere({ lines }: SentHunk, at: number): boolean {
  const rest = lines.toSpliced(at, 1);
  const isBeside = isChange(lines[at - 1]) || isChange(lines[at + 1]);
  return isBeside && (isChange(rest[0]) || isChange(rest.at(-1)));
}

export function contextAt(lines: readonly SentLine[]): number {
  const first = lines.findIndex(({ kind }) => kind !== "context");
  return first === -1 ? lines.length : first;
}

export function reindented(text: string, from: string, to: string): string {
  let [at, indent] = [0, ""];
  while (text.startsWith(from, at)) {
    at += from.length;
    indent += to;
  }
  return indent + text.slice(at);
}

export function asPlain(text: string): string {
  return text.replaceAll("–", "-").replaceAll("’", "'").replaceAll(/[“”]/gu, '"');
}

function isChange(line: SentLine | undefined): boolean {
  return line !== undefined && line.kind !== "context";
}
