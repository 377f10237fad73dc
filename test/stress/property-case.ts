import { isAscii } from "../../src/matching/fold.ts";
import {
  type Change,
  hunksOf,
  randomChange,
  type SentHunk,
  type SentLine,
  stepsOf,
} from "./property-change.ts";
import { type ExpectedLine, expectedOf } from "./property-expected.ts";
import { type FileLine, type RandomFile, randomFile, randomLine } from "./property-file.ts";
import { damaged, drifted } from "./property-harm.ts";
import { judgePlaces } from "./property-judge.ts";
import type { Random } from "./property-random.ts";
import { repeatedRows, rowsOf } from "./property-repeats.ts";
import { type Slip, slips } from "./property-slips.ts";
import { type Sent, writePatch, type Writing, type WrittenHunk } from "./property-write.ts";
import { writingFor } from "./property-writing.ts";

/** A repository, a patch for it, and what must come of it. */
export interface Trial {
  readonly writing: Writing;
  /** What was done to the patch and to the files before it was sent. */
  readonly harm: readonly string[];
  readonly before: ReadonlyMap<string, FileState>;
  readonly sent: Sent;
  readonly match: "safe" | "exact";
  /** Undefined: it has to be refused. */
  readonly after: ReadonlyMap<string, ExpectedFile> | undefined;
  /** It may not be refused. */
  readonly isDue: boolean;
  /** Nothing in it says that another place is meant, better than it says which one is; otherwise anything may come of it. */
  readonly isClear: boolean;
}

type FileState = Pick<RandomFile, "lines" | "encoding">;

interface ExpectedFile {
  readonly lines: readonly ExpectedLine[];
  readonly encoding: RandomFile["encoding"];
  readonly alike: boolean;
}

/** What becomes of one file. */
export interface Part {
  readonly op: "update" | "create" | "delete" | "rename" | "leave";
  readonly seen: RandomFile;
  readonly to?: string;
  readonly change: Change;
  readonly steps: readonly SentLine[];
  readonly hunks: readonly WrittenHunk[];
  /** The file as it is when the patch comes. */
  readonly file: readonly FileLine[];
  readonly finalNewline?: boolean;
}

export function randomTrial(random: Random): Trial {
  const writing = writingFor(random);
  const count = random.once(2) ? 1 : 1 + random.below(4);
  const parts = Array.from({ length: count }, (_, at) => randomPart(random, writing, at));
  const harm: string[] = [];
  const kinds = random.below(10);
  let harmed = parts;
  if (kinds === 4 || kinds > 7) {
    harmed = drifted(harmed, random, harm);
  }
  if (kinds > 4 && kinds !== 8) {
    harmed = damaged(harmed, random, writing, harm);
  }
  const slip =
    kinds === 3 || random.once(12) ? random.pickFrom(Object.entries<Slip>(slips)) : undefined;
  const slipped = slip?.[1](harmed, random, writing);
  if (slip !== undefined && slipped !== undefined) {
    harm.push(slip[0]);
    harmed = [...(slipped.parts ?? harmed)];
  }
  return trialOf(harmed, writing, harm, slipped?.rewrite);
}

function trialOf(
  parts: readonly Part[],
  writing: Writing,
  harm: readonly string[],
  rewrite: ((sent: Sent) => Sent) | undefined,
): Trial {
  const operations = parts.flatMap(({ op, seen, to, hunks }) =>
    op === "leave" ? [] : [{ op, path: seen.path, hunks, ...(to === undefined ? {} : { to }) }],
  );
  const sent = writePatch(operations, writing);
  const states = parts.filter(({ op }) => op !== "create");
  // Which of two lines stayed is not said by blocks, nor by diffs of a last line, and so not whose blanks are at its end.
  const isVague = writing.format !== "v4a";
  // Neither is it where a line is removed and added again.
  const isRepeated = parts.some(({ hunks }) =>
    hunks.some((hunk) => repeatedRows(hunk, 1).length > 0),
  );
  const alike = harm.some(
    (one) =>
      one.includes("punctuation") ||
      ((isVague || isRepeated) && (one === "trailing" || one === "blanks at ends")),
  );
  const after = parts.map((part) => afterOf(part, writing, alike));
  const isGlued = [...parts.map(({ file }) => file), ...after.flatMap(linesAfter)].some(hasGlue);
  const isPossible = after.every((one) => one !== undefined);
  return {
    writing,
    harm,
    before: new Map(
      states.map(({ seen: { path, encoding }, file }) => [path, { encoding, lines: file }]),
    ),
    sent: rewrite?.(sent) ?? sent,
    match: "safe",
    after: isPossible ? new Map(after.flat()) : undefined,
    ...judgePlaces(parts, writing, harm),
    ...(isGlued && { isClear: false }),
  };
}

function afterOf(
  { op, seen, to, steps, hunks, file, finalNewline }: Part,
  { format }: Writing,
  alike: boolean,
): readonly (readonly [string, ExpectedFile])[] | undefined {
  if (op === "delete") {
    return [];
  }
  const isBlocks = format === "search-replace" || format === "texts";
  const lines = expectedOf(steps, file, {
    ...(finalNewline !== undefined && { finalNewline }),
    between: new Set(hunks.flatMap((hunk) => (isBlocks ? rowsOf(hunk) : repeatedRows(hunk, 2)))),
  });
  const path = to ?? seen.path;
  // A file that has nothing but ASCII left says nothing of its encoding.
  const isPlain = seen.encoding === "latin-1" && file.every(({ text }) => isAscii(text));
  return lines && [[path, { lines, encoding: isPlain ? "utf-8" : seen.encoding, alike }]];
}

function linesAfter(files: ReturnType<typeof afterOf>): readonly (readonly FileLine[])[] {
  return (files ?? []).map(([, { lines }]) =>
    lines.map(({ text, endings }, at) => ({
      text,
      ending:
        endings.includes("\r") && lines[at + 1]?.text === ""
          ? "\r"
          : endings.includes("\n")
            ? "\n"
            : (endings[0] ?? ""),
    })),
  );
}

/** Whether a CR and the LF of an empty line after it read as one ending. */
function hasGlue(lines: readonly FileLine[]): boolean {
  return lines.some(
    ({ text, ending }, at) => text === "" && ending === "\n" && lines[at - 1]?.ending === "\r",
  );
}

const nothing: Change = { removed: new Set(), added: new Map() };

function randomPart(random: Random, writing: Writing, at: number): Part {
  const folder = random.pick(["", "src/", "src/shop/"]);
  const seen = randomFile(
    random,
    `${folder}file${random.once(3) && folder !== "" ? " " : ""}${at}`,
  );
  const kind = at === 0 ? 0 : random.below(12);
  const isBlocks = writing.format === "search-replace" || writing.format === "texts";
  if (kind === 11) {
    return { op: "leave", ...partOf(seen, nothing, writing, random) };
  }
  if (kind > 8) {
    return createdPart(random, seen);
  }
  // A diff without git's headers says nothing of an empty file.
  if (kind === 8 && !isBlocks && (writing.format !== "unified" || seen.lines.length > 0)) {
    const removed = new Set(seen.lines.keys());
    return { op: "delete", ...partOf(seen, { ...nothing, removed }, writing, random) };
  }
  const isMoved = !isBlocks && writing.format !== "unified" && random.once(8);
  const isLeft = (isMoved && random.once(3)) || (isBlocks && seen.lines.length === 0);
  const change = isLeft ? nothing : randomChange(random, seen);
  return isMoved
    ? { op: "rename", to: `moved/${seen.path}`, ...partOf(seen, change, writing, random) }
    : { op: isLeft ? "leave" : "update", ...partOf(seen, change, writing, random) };
}

function createdPart(random: Random, seen: RandomFile): Part {
  const count = 1 + random.below(5);
  const texts = Array.from({ length: count }, () => randomLine(random, seen.indent));
  const lines = texts.map((text) => ({ kind: "add", text }) as const);
  const hunk = { lines, start: 0, headers: [], line: 0, oldUnended: false, newUnended: false };
  return {
    op: "create",
    seen: { ...seen, encoding: "utf-8", lines: [] },
    change: nothing,
    steps: lines,
    hunks: [hunk],
    file: [],
  };
}

type Plain = Omit<Part, "op" | "to">;

function partOf(seen: RandomFile, change: Change, writing: Writing, random: Random): Plain {
  const isDiff = writing.format === "git" || writing.format === "unified";
  const oldUnended = seen.lines.at(-1)?.ending === "";
  const texts = seen.lines.map(({ text }) => text);
  const own = stepsOf(texts, change);
  const steps = isDiff && oldUnended ? withLastReplaced(own, texts.length - 1) : own;
  const last = steps.findLast(({ kind }) => kind !== "remove");
  const asBefore =
    last?.kind === "context" ? oldUnended && last.row === texts.length - 1 : oldUnended;
  const newUnended =
    isDiff && last?.kind === "add" && last.text !== "" && random.once(3)
      ? random.once(2)
      : asBefore && last?.text !== "";
  const hunks = hunksOf(steps, writing.context).map((hunk) => ({
    ...hunk,
    headers: headersOf(hunk, texts, isDiff),
    line: texts.length === 0 ? 0 : hunk.start + 1,
    oldUnended: oldUnended && hunk.lines.some(({ row }) => row === texts.length - 1),
    newUnended: newUnended && last !== undefined && hunk.lines.includes(last),
  }));
  // A line without text and without ending is none.
  const finalNewline = isDiff && last?.kind === "add" ? { finalNewline: !newUnended } : {};
  return { seen, change, steps, hunks, file: seen.lines, ...finalNewline };
}

/** To a diff a line that gets an ending is another one. */
function withLastReplaced(steps: readonly SentLine[], row: number): readonly SentLine[] {
  const at = steps.findIndex((step) => step.kind === "context" && step.row === row);
  const text = steps[at]?.text ?? "";
  return at === -1 || at === steps.length - 1
    ? steps
    : steps.toSpliced(at, 1, { kind: "remove", text, row }, { kind: "add", text });
}

/** The line that opens the block of the first change; in diffs, what git takes for it. */
function headersOf(hunk: SentHunk, texts: readonly string[], isDiff: boolean): readonly string[] {
  const above = texts.slice(0, hunk.start);
  const first = hunk.lines.find(({ kind, text }) => kind !== "context" && text.trim() !== "");
  const depth = indentOf(first?.text ?? "");
  const header = above.findLast((text) =>
    isDiff ? /^[A-Za-z_$]/u.test(text) : /\w/u.test(text) && indentOf(text) < depth,
  );
  return header === undefined ? [] : [header.trim()];
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
