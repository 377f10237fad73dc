import * as fc from "fast-check";

import type { HunkLine } from "../../src/formats/hunk.ts";
import type { RandomHunk } from "./random-edit.ts";

/** What an author may get wrong in a hunk. The lines it adds stay what they were meant to be. */
export interface Damage {
  readonly kind:
    | "trailing"
    | "indent"
    | "outdent"
    | "tabs"
    | "ascii"
    | "drop"
    | "word"
    | "blank"
    | "twice"
    | "swap";
  /** Which line, modulo their number. */
  readonly line: number;
}

export const someDamage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom(
    "trailing",
    "indent",
    "outdent",
    "tabs",
    "ascii",
    "drop",
    "word",
    "blank",
    "twice",
    "swap",
  ),
  line: fc.nat(30),
});

export function damaged(hunk: RandomHunk, damages: readonly Damage[]): RandomHunk {
  let { lines } = hunk;
  const isWrong = damages.some(({ kind }) => kind === "word");
  // A wrong word may be in the only line that shows the indentation, and swapping lines may move it out of the way.
  const reindent = isWrong ? undefined : damages.find(isReindent);
  for (const damage of damages.filter(
    (one) => !isReindent(one) && !(isWrong && one.kind === "swap"),
  )) {
    lines = damageLines(lines, damage);
  }
  return { ...hunk, lines: reindented(lines, reindent) };
}

function damageLines(lines: readonly HunkLine[], { kind, line }: Damage): readonly HunkLine[] {
  const old = [...lines.keys()].filter((at) => lines[at]?.kind !== "add");
  const context = old.filter((at) => lines[at]?.kind === "context");
  const oldAt = old[line % Math.max(1, old.length)];
  const contextAt = context[line % Math.max(1, context.length)];
  const retext = (at: number | undefined, change: (text: string) => string): readonly HunkLine[] =>
    lines.map((one, index) => (index === at ? { ...one, text: change(one.text) } : one));
  switch (kind) {
    case "trailing":
      return retext(oldAt, (text) => `${text}  `);
    case "ascii":
      return lines.map((one) => (one.kind === "add" ? one : { ...one, text: asciiOf(one.text) }));
    case "drop":
      return contextAt === undefined || decidesWhere(lines, contextAt)
        ? lines
        : lines.filter((_, at) => at !== contextAt);
    case "word":
      return retext(oldAt, (text) => text.replace(/\w+/u, "wrong"));
    case "blank": {
      const blank = { kind: "context", text: "", patchLine: 1 } as const;
      return contextAt === undefined ? lines : lines.toSpliced(contextAt, 0, blank);
    }
    case "twice": {
      const same = lines[contextAt ?? -1];
      return same === undefined ? lines : lines.toSpliced(contextAt ?? 0, 0, same);
    }
    case "swap": {
      const other = lines[(contextAt ?? -2) + 1];
      const one = lines[contextAt ?? -1];
      return one && other?.kind === "context"
        ? lines.toSpliced(contextAt ?? 0, 2, other, one)
        : lines;
    }
    case "indent":
    case "outdent":
    case "tabs":
      return lines;
    default:
      return kind satisfies never;
  }
}

/** Without a line beside a change, and with nothing on the other side of it, the hunk would mean another place. */
function decidesWhere(lines: readonly HunkLine[], at: number): boolean {
  const rest = lines.toSpliced(at, 1);
  const isBeside = isChange(lines[at - 1]) || isChange(lines[at + 1]);
  return isBeside && (isChange(rest[0]) || isChange(rest.at(-1)));
}

export function asciiOf(text: string): string {
  return text.replaceAll("–", "-").replaceAll("’", "'").replaceAll(/[“”]/gu, '"');
}

const reindents: Readonly<Record<string, (text: string) => string | undefined>> = {
  indent: (text) => (text === "" ? text : `  ${text}`),
  outdent: (text) => (text.startsWith("    ") || text === "" ? text.slice(4) : undefined),
  tabs: (text) => text.replace(/^(?: {4})+/u, (blanks) => "\t".repeat(blanks.length / 4)),
};

/** All lines, or none: where no old line shows what was done to the added ones, nobody could know it. */
function reindented(lines: readonly HunkLine[], damage: Damage | undefined): readonly HunkLine[] {
  const reindent = reindents[damage?.kind ?? ""];
  const texts = lines.map(({ text }) => reindent?.(text));
  const shows = lines.some(
    ({ kind, text }, at) => kind !== "add" && text !== texts[at] && text.trim() !== "",
  );
  return shows && !texts.includes(undefined)
    ? lines.map((line, at) => ({ ...line, text: texts[at] ?? "" }))
    : lines;
}

function isReindent({ kind }: Damage): boolean {
  return kind in reindents;
}

function isChange(line: HunkLine | undefined): boolean {
  return line !== undefined && line.kind !== "context";
}
