import type { Part } from "./property-case.ts";
import { hunksOf, type SentHunk } from "./property-change.ts";
import type { FileLine } from "./property-file.ts";
import type { Random } from "./property-random.ts";
import type { Sent, Writing, WrittenHunk } from "./property-write.ts";

interface Slipped {
  readonly parts?: readonly Part[];
  readonly rewrite?: (sent: Sent) => Sent;
}

/** What may be wrong with a patch as a whole. Undefined: not with this one. */
export type Slip = (
  parts: readonly Part[],
  random: Random,
  writing: Writing,
) => Slipped | undefined;

export const slips = {
  "wrong line numbers": (parts, random, { numbered }) => {
    const shift = 1 + random.below(9);
    const signed = random.once(2) ? shift : -shift;
    return numbered ? { parts: renumbered(parts, (line) => line + signed) } : undefined;
  },
  "other line numbers": (parts, random, { numbered }) =>
    numbered ? { parts: renumbered(parts, () => 1 + random.below(90)) } : undefined,
  "wrong counts": (_, random, { format }) =>
    format === "git" || format === "unified"
      ? {
          rewrite: inText((text) =>
            text.replaceAll(counts, (_all, ...at) => miscounted(at, random)),
          ),
        }
      : undefined,
  "CR LF in the patch": () => ({ rewrite: withReturns }),
  "hunks out of order": (parts, random, { format }) =>
    format === "git" || format === "unified" || parts.every(({ hunks }) => hunks.length < 2)
      ? undefined
      : {
          parts: withHunks(parts, ({ hunks }) =>
            random.once(2) ? hunks.toReversed() : [...hunks.slice(1), ...hunks.slice(0, 1)],
          ),
        },
  "hunks joined": (parts) =>
    parts.every(({ hunks }) => hunks.length < 2)
      ? undefined
      : {
          parts: withHunks(parts, ({ hunks }) => {
            const [first, ...others] = hunks;
            const lines = hunks.flatMap((hunk) => hunk.lines);
            const last = others.at(-1) ?? first;
            return first && last ? [{ ...last, ...first, lines, newUnended: last.newUnended }] : [];
          }),
        },
  "hunks with the context of each other": (parts, _, { context, format }) =>
    format === "git" || format === "unified"
      ? undefined
      : {
          parts: withHunks(parts, ({ hunks }) => hunks.flatMap((hunk) => split(hunk, context))),
        },
  "sent twice": (parts) =>
    parts.every(({ op, file, seen }) => op === "update" && file === seen.lines)
      ? { parts: parts.map((part) => appliedTo(part, part.hunks)) }
      : undefined,
  "applied in part": (parts, random) => {
    const [part] = parts;
    const [hunk] = part?.hunks ?? [];
    const isWhole = part?.op === "update" && part.file === part.seen.lines;
    return part && hunk && isWhole && part.hunks.length > 1 && !random.once(3)
      ? { parts: parts.with(0, appliedTo(part, [hunk])) }
      : undefined;
  },
} satisfies Readonly<Record<string, Slip>>;

function withHunks(
  parts: readonly Part[],
  change: (part: Part) => readonly WrittenHunk[],
): readonly Part[] {
  return parts.map((part) =>
    part.op === "update" || part.op === "rename" ? { ...part, hunks: change(part) } : part,
  );
}

function renumbered(parts: readonly Part[], change: (line: number) => number): readonly Part[] {
  return withHunks(parts, ({ hunks }) =>
    hunks.map((hunk) => ({ ...hunk, line: Math.max(1, change(hunk.line)) })),
  );
}

const counts = /^(@@ -\d+),(\d+) (\+\d+),(\d+)/gmu;

function miscounted(at: readonly unknown[], random: Random): string {
  const [old, , fresh] = at.map(String);
  return `${old},${random.below(12)} ${fresh},${random.below(12)}`;
}

function inText(change: (text: string) => string): (sent: Sent) => Sent {
  return (sent) => ("text" in sent ? { text: change(sent.text) } : sent);
}

function withReturns(sent: Sent): Sent {
  return "text" in sent
    ? { text: withReturnsIn(sent.text) }
    : {
        edits: sent.edits.map((edit) => ({
          ...edit,
          oldText: withReturnsIn(edit.oldText),
          newText: edit.oldText === "" ? edit.newText : withReturnsIn(edit.newText),
        })),
      };
}

function withReturnsIn(text: string): string {
  return text.replaceAll(/\r?\n/gu, "\r\n");
}

/** One hunk for each run of changes, with the lines around it as they were. */
function split(hunk: WrittenHunk, context: number): readonly WrittenHunk[] {
  const runs = hunksOf(hunk.lines, 0);
  return runs.length < 2
    ? [hunk]
    : runs.map((run) => ({ ...hunk, ...aroundRun(hunk, run, context) }));
}

function aroundRun(
  { lines, start }: SentHunk,
  run: SentHunk,
  context: number,
): SentHunk & { line: number } {
  const first = lines.indexOf(run.lines[0] ?? { kind: "add", text: "" });
  const end = first + run.lines.length;
  const above = asOld(lines.slice(0, first)).slice(-context);
  const before = asOld(lines.slice(0, first)).length;
  const row = start + before - above.length;
  return {
    headers: [],
    lines: [...above, ...run.lines, ...asOld(lines.slice(end)).slice(0, context)],
    start: row,
    line: row + 1,
  };
}

function asOld(part: SentHunk["lines"]): SentHunk["lines"] {
  return part.flatMap((line) =>
    line.kind === "add" ? [] : [{ ...line, kind: "context" } as const],
  );
}

/** The file with some hunks in it already. What they brought and took is no longer to be done. */
function appliedTo(part: Part, hunks: readonly SentHunk[]): Part {
  const done = new Set(hunks.flatMap(({ lines }) => lines));
  const ending = part.seen.lines[0]?.ending || "\n";
  const isFinal = part.seen.lines.at(-1)?.ending !== "";
  const own = part.steps.flatMap((step): readonly FileLine[] => {
    const { kind, text, row } = step;
    const old = part.seen.lines[row ?? -1];
    const isDone = done.has(step);
    if (kind === "add") {
      return isDone ? [{ text, ending }] : [];
    }
    return kind === "remove" && isDone ? [] : old ? [old] : [{ text, ending }];
  });
  const file = own.map((line, at) => {
    const isLast = at === own.length - 1;
    return { ...line, ending: isLast && !isFinal ? "" : line.ending || ending };
  });
  return {
    ...part,
    steps: part.steps.filter((step) => step.kind === "context" || !done.has(step)),
    file,
  };
}
