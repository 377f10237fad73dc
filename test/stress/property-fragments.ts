import type { TextEdit } from "../../src/formats/parse-texts.ts";
import type { Trial } from "./property-case.ts";
import type { ExpectedLine } from "./property-expected.ts";
import { type FileLine, randomFile, randomLine } from "./property-file.ts";
import type { Random } from "./property-random.ts";

/**
 * Edits that begin and end anywhere in the lines of one file, several in one line, some everywhere, to the letter or
 * not. What must come of them is worked out on the text alone.
 */
export function randomFragments(random: Random): Trial {
  const { path, lines, encoding } = randomFile(random, "file0");
  const match = random.once(3) ? "exact" : "safe";
  const units = unitsOf(lines, match === "exact");
  const shown = units.map(({ text }) => text).join("");
  const edits: TextEdit[] = [];
  for (let count = shown === "" ? 0 : 1 + random.below(4), near = 0; count > 0; count -= 1) {
    const [from, to] = randomSpan(random, shown, near);
    const oldText = shown.slice(from, to);
    const isOnce = startsOf(shown, oldText, 1).length === 1;
    const occurrence = !isOnce && !random.once(8) ? "all" : "only";
    edits.push({ path, oldText, newText: randomText(random, oldText), occurrence });
    near = random.once(2) ? to : random.below(shown.length);
  }
  const spans = spansOf(edits, shown);
  const after = spans && splice(units, spans, endingsIn(lines, match === "exact"));
  return {
    writing: { format: "texts", numbered: false, headed: false, returns: false, context: 0 },
    harm: kindsOf(edits, spans, shown, match),
    before: new Map([[path, { lines, encoding }]]),
    sent: { edits },
    match,
    after: after && new Map([[path, { lines: after, encoding, alike: false }]]),
    isDue:
      spans !== undefined &&
      edits.length > 0 &&
      edits.every((edit) => isPlain(edit, lines, encoding)),
    isClear: !isAtOpenEnd(edits, shown),
  };
}

/** A character, or what ends a line. */
interface Unit {
  readonly text: string;
  /** Of an end: what it may be in the file. */
  readonly endings?: readonly string[];
}

/** To the letter, the two characters of CR LF are two; otherwise each end is one line feed. */
function unitsOf(lines: readonly FileLine[], isExact: boolean): readonly Unit[] {
  return lines.flatMap(({ text, ending }) => [
    ...charactersOf(text),
    ...(isExact ? charactersOf(ending) : ending === "" ? [] : [{ text: "\n", endings: [ending] }]),
  ]);
}

function charactersOf(text: string): readonly Unit[] {
  return Array.from({ length: text.length }, (_, at) => ({ text: text.charAt(at) }));
}

function endingsIn(lines: readonly FileLine[], isExact: boolean): readonly string[] {
  const found = new Set(lines.map(({ ending }) => ending).filter((ending) => ending !== ""));
  return isExact || found.size === 0 ? ["\n"] : [...found];
}

/** Some characters near a place: words, parts of lines, or from one line into another. */
function randomSpan(random: Random, shown: string, near: number): readonly [number, number] {
  const words = [...shown.slice(near).matchAll(/\w+/gu)].slice(0, 4);
  const word = random.once(2) ? random.pickFrom(words) : undefined;
  if (word !== undefined) {
    return [near + word.index, near + word.index + word[0].length];
  }
  const from = Math.min(shown.length - 1, near + random.below(12));
  const length = 1 + random.below(random.once(3) ? 90 : 20);
  return [from, Math.min(shown.length, from + length)];
}

function randomText(random: Random, oldText: string): string {
  const texts: readonly [string, ...string[]] = [
    "",
    "$& $1 \\n",
    `new_${random.below(1000)}`,
    `${oldText}_more`,
    `before_${oldText}`,
    `${randomLine(random, "  ")}\n${randomLine(random, "  ")}`,
    oldText.replace(/\w/u, "x"),
  ];
  return random.pick(texts);
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Undefined if they have to be refused: not there, there several times, or in each other's way. */
function spansOf(edits: readonly TextEdit[], shown: string): readonly Span[] | undefined {
  const spans = edits
    .flatMap(({ oldText, newText, occurrence }) => {
      const starts = startsOf(shown, oldText, occurrence === "all" ? oldText.length : 1);
      return starts.map((from) => ({ from, to: from + oldText.length, text: newText }));
    })
    .toSorted((left, right) => left.from - right.from);
  const isOnce = edits.every(
    ({ oldText, occurrence }) => occurrence === "all" || startsOf(shown, oldText, 1).length === 1,
  );
  const isApart = spans.every(({ to }, at) => to <= (spans[at + 1]?.from ?? Infinity));
  return isOnce && isApart ? spans : undefined;
}

function startsOf(shown: string, text: string, step: number): readonly number[] {
  const starts: number[] = [];
  for (let at = shown.indexOf(text); at !== -1; at = shown.indexOf(text, at + step)) {
    starts.push(at);
  }
  return starts;
}

function splice(
  units: readonly Unit[],
  spans: readonly Span[],
  endings: readonly string[],
): readonly ExpectedLine[] {
  const fresh: Unit[] = [];
  let at = 0;
  for (const { from, to, text } of spans) {
    const added = charactersOf(text).map((unit) =>
      unit.text === "\n" ? { text: "\n", endings } : unit,
    );
    fresh.push(...units.slice(at, from), ...added);
    at = to;
  }
  fresh.push(...units.slice(at));
  const lines: ExpectedLine[] = [];
  let text = "";
  for (const unit of fresh) {
    if (unit.endings === undefined) {
      text += unit.text;
    } else {
      lines.push({ text, endings: unit.endings, isNew: false });
      text = "";
    }
  }
  // Editing its end is no reason for a file to lose its final newline.
  const mayEnd = units.at(-1)?.text === "\n" ? ["", ...endings] : [""];
  return text === "" ? lines : [...lines, { text, endings: mayEnd, isNew: false }];
}

/** What nobody could have a reason to refuse. */
function isPlain(
  { oldText, newText }: TextEdit,
  lines: readonly FileLine[],
  encoding: string,
): boolean {
  const endings = new Set(lines.map(({ ending }) => ending));
  const isKnown = encoding !== "latin-1" || /^[\0-\u{7f}]*$/u.test(oldText + newText);
  const isMixed = endings.has("\r") && endings.size > 1;
  return isKnown && !isMixed && oldText !== newText && !newText.includes(oldText);
}

/** A last line without an ending is known as one with it: what ends there may be meant for there, too. */
function isAtOpenEnd(edits: readonly TextEdit[], shown: string): boolean {
  return edits.some(
    ({ oldText }) => !shown.endsWith("\n") && oldText !== "" && `${shown}\n`.endsWith(oldText),
  );
}

/** For the tally. */
function kindsOf(
  edits: readonly TextEdit[],
  spans: readonly Span[] | undefined,
  shown: string,
  match: "safe" | "exact",
): readonly string[] {
  const isShared = (spans ?? []).some(
    ({ to }, at) =>
      !shown.slice(to, spans?.[at + 1]?.from).includes("\n") && at + 1 < (spans?.length ?? 0),
  );
  return [
    ...(match === "exact" ? ["to the letter"] : []),
    ...(edits.some(({ occurrence }) => occurrence === "all") ? ["everywhere"] : []),
    ...(isShared ? ["several in one line"] : []),
    ...(spans === undefined ? ["not once, or overlapping"] : []),
  ];
}
