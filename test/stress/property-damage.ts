import { randomLine } from "./property-file.ts";
import { oldOf, type SentHunk } from "./property-change.ts";
import {
  asPlain,
  contextAt,
  decidesWhere,
  everyLine,
  everyText,
  isBlank,
  oldLines,
  placeOf,
  reindented,
  retext,
  reworded,
  unevenly,
} from "./property-lines.ts";
import type { Random } from "./property-random.ts";

/** What an author may get wrong in a hunk while its added lines stay what they were meant to be. Undefined: not in this one. */
export type Damage = (hunk: SentHunk, random: Random, indent: string) => SentHunk | undefined;

export const damages = {
  trailing: (hunk, random) =>
    oldLines(hunk, (text) => (random.once(2) ? `${text}  ` : text.trimEnd())),
  indented: (hunk, random, indent) => {
    const more = random.pick([indent, " ", "  ", "    "]);
    return everyLine(hunk, (text) => more + text);
  },
  outdented: (hunk, random, indent) => {
    // By one blank would look as if only the signs of the context were missing.
    const less = random.pick([indent, indent + indent]);
    return hunk.lines.every(({ text }) => isBlank(text) || text.startsWith(less))
      ? everyLine(hunk, (text) => text.slice(less.length))
      : undefined;
  },
  "tabs for blanks": (hunk, random) => {
    const blanks = " ".repeat(random.pick([2, 4]));
    return everyLine(hunk, (text) => reindented(text, blanks, "\t"));
  },
  "blanks for tabs": (hunk, random) => {
    const blanks = " ".repeat(random.pick([2, 4, 8]));
    return everyLine(hunk, (text) => reindented(text, "\t", blanks));
  },
  "uneven indentation": (hunk, random) =>
    unevenly(hunk, (text) => " ".repeat(random.below(3)) + text),
  "context indented": (hunk) =>
    unevenly(hunk, (text, kind) => (kind === "context" ? `  ${text}` : text)),
  "plain punctuation": (hunk) => oldLines(hunk, asPlain),
  "typographic punctuation": (hunk) =>
    oldLines(hunk, (text) => text.replaceAll("'", "’").replaceAll(" - ", " – ")),
  "blank line dropped": (hunk, random) => {
    const at = placeOf(hunk, random, ({ kind, text }) => kind === "context" && isBlank(text));
    return at === undefined || decidesWhere(hunk, at)
      ? undefined
      : { ...hunk, lines: hunk.lines.toSpliced(at, 1) };
  },
  "blank line too many": (hunk, random) => ({
    ...hunk,
    lines: hunk.lines.toSpliced(random.below(hunk.lines.length + 1), 0, {
      kind: "context",
      text: "",
    }),
  }),
  "outer context dropped": (hunk, random) => {
    const first = random.below(3);
    const last = first === 0 ? 1 + random.below(2) : random.below(3);
    const [leading, trailing] = [contextAt(hunk.lines), contextAt(hunk.lines.toReversed())];
    const start = Math.min(first, leading);
    const end = Math.min(last, trailing);
    const lines = hunk.lines.slice(start, hunk.lines.length - end);
    const isLeft = start + end > 0 && lines.some(({ kind }) => kind !== "add");
    const saysWhere =
      lines.some(({ kind }) => kind === "remove") ||
      ((leading === 0 || start < leading) && (trailing === 0 || end < trailing));
    return isLeft && saysWhere ? { ...hunk, lines } : undefined;
  },
  "inner context dropped": (hunk, random) => {
    const at = placeOf(hunk, random, ({ kind }, index) => kind === "context" && index > 0);
    return at === undefined || at === hunk.lines.length - 1 || decidesWhere(hunk, at)
      ? undefined
      : { ...hunk, lines: hunk.lines.toSpliced(at, 1) };
  },
  "stale context": (hunk, random) => {
    const at = placeOf(hunk, random, ({ kind, text }) => kind === "context" && /\w/u.test(text));
    return at === undefined ? undefined : retext(hunk, at, (text) => reworded(text, random));
  },
  "stale outer context": (hunk, random) => {
    const at = random.pick([0, hunk.lines.length - 1]);
    return hunk.lines[at]?.kind === "context"
      ? retext(hunk, at, (text) => reworded(text, random))
      : undefined;
  },
  "stale removed line": (hunk, random) => {
    const at = placeOf(hunk, random, ({ kind, text }) => kind === "remove" && /\w/u.test(text));
    return at === undefined ? undefined : retext(hunk, at, (text) => reworded(text, random));
  },
  "context made up": (hunk, random, indent) => {
    const text = `${randomLine(random, indent)}made_up_${random.below(1000)}`;
    const at = random.below(hunk.lines.length + 1);
    return { ...hunk, lines: hunk.lines.toSpliced(at, 0, { kind: "context", text }) };
  },
  "context twice": (hunk, random) => {
    const at = placeOf(hunk, random, ({ kind }) => kind === "context");
    const line = hunk.lines[at ?? -1];
    return line === undefined
      ? undefined
      : { ...hunk, lines: hunk.lines.toSpliced(at ?? 0, 0, { kind: "context", text: line.text }) };
  },
  "context swapped": (hunk, random) => {
    const at = placeOf(
      hunk,
      random,
      ({ kind }, index) => kind === "context" && hunk.lines[index + 1]?.kind === "context",
    );
    const [one, other] = hunk.lines.slice(at ?? hunk.lines.length);
    return at === undefined || one === undefined || other === undefined || one.text === other.text
      ? undefined
      : { ...hunk, lines: hunk.lines.toSpliced(at, 2, other, one) };
  },
  "context removed and added": (hunk) => {
    const end = hunk.lines.findLastIndex(({ kind }) => kind === "add");
    const [line, ...below] = hunk.lines.slice(end + 1);
    const start = hunk.lines.slice(0, end + 1).findLastIndex(({ kind }) => kind !== "add") + 1;
    return end === -1 || line?.kind !== "context"
      ? undefined
      : {
          ...hunk,
          lines: [
            ...hunk.lines.slice(0, start),
            { ...line, kind: "remove" },
            ...hunk.lines.slice(start, end + 1),
            { kind: "add", text: line.text },
            ...below,
          ],
        };
  },
  "line numbers": (hunk, random) => {
    const sign = random.pick([": ", "\t", "→", " | ", "|"]);
    const addsToo = random.once(2);
    let number = hunk.start;
    return {
      ...hunk,
      lines: hunk.lines.map((line) => {
        number += line.kind === "add" ? 0 : 1;
        return line.kind === "add" && !addsToo
          ? line
          : { ...line, text: `${number}${sign}${line.text}`, plain: line.text };
      }),
    };
  },
  "quotes escaped": (hunk) =>
    hunk.lines.some(({ text }) => /\w\\|\\\w/u.test(text))
      ? undefined
      : undoable(hunk, (text) => text.replaceAll(/["'`\\]/gu, "\\$&")),
  "entities for signs": (hunk) =>
    undoable(hunk, (text) =>
      text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    ),
} satisfies Readonly<Record<string, Damage>>;

/** What the hunk says of its place is said by its lines as they were: they may stand elsewhere. */
function undoable(hunk: SentHunk, change: (text: string) => string): SentHunk | undefined {
  const changed = everyText(hunk, change);
  return (
    changed && {
      ...changed,
      lines: changed.lines.map((line, at) => ({ ...line, plain: hunk.lines[at]?.text ?? "" })),
    }
  );
}

/** Of V4A. */
export const unsignedDamages = {
  "blank signs lost": (hunk) => ({
    ...hunk,
    lines: hunk.lines.map((line) => (line.kind === "context" ? { ...line, unsigned: true } : line)),
  }),
} satisfies Readonly<Record<string, Damage>>;

/** Of formats that write signs in front of lines. */
export const signDamages = {
  "signs doubled": (hunk) =>
    oldOf(hunk).some(({ text }) => /\w/u.test(text))
      ? {
          ...hunk,
          lines: hunk.lines.map((line) => ({
            ...line,
            text: signs[line.kind] + line.text,
            plain: line.text,
          })),
        }
      : undefined,
  "signs of changes doubled": (hunk) =>
    // A hunk of added lines only may mean them so.
    hunk.lines.some(({ kind, text }) => kind === "remove" && /\w/u.test(text))
      ? {
          ...hunk,
          lines: hunk.lines.map((line) => ({
            ...line,
            text: (line.kind === "context" ? "" : signs[line.kind]) + line.text,
            plain: line.text,
          })),
        }
      : undefined,
} satisfies Readonly<Record<string, Damage>>;

const signs = { context: " ", remove: "-", add: "+" } as const;
