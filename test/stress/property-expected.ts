import { fold } from "../../src/matching/fold.ts";
import type { FileLine } from "./property-file.ts";
import type { SentLine } from "./property-change.ts";

/** A line that is to be there when the patch is applied. */
export interface ExpectedLine {
  readonly text: string;
  /** What it may end with. A line that stays has its own ending; a new one any that its file has. */
  readonly endings: readonly string[];
  readonly isNew: boolean;
  /** Whether it is new is not said. */
  readonly isBetween?: boolean;
}

export interface ExpectOptions {
  /** Of a patch that says so; otherwise a new last line ends as the old one did. */
  readonly finalNewline?: boolean;
  /** Rows that are sent in a format that does not say which lines stay: with any ending. */
  readonly between?: ReadonlySet<number>;
}

/**
 * What the change makes of a file that may have moved on since its author saw it. Undefined where it cannot be made: a
 * line to remove is gone, or both neighbours of an added one are.
 */
export function expectedOf(
  steps: readonly SentLine[],
  file: readonly FileLine[],
  { finalNewline, between }: ExpectOptions,
): readonly ExpectedLine[] | undefined {
  const indexOf = new Map(
    file.flatMap(({ row }, index) => (row === undefined ? [] : [[row, index]])),
  );
  const removed = new Set<number>();
  const before = new Map<number, string[]>();
  for (const [at, { kind, text, row }] of steps.entries()) {
    if (kind === "remove") {
      const index = indexOf.get(row ?? -1);
      if (index === undefined) {
        return undefined;
      }
      removed.add(index);
    } else if (kind === "add") {
      const index = insertionAt(steps, at, indexOf, file.length);
      if (index === undefined) {
        return undefined;
      }
      before.set(index, [...(before.get(index) ?? []), text]);
    }
  }
  const found = new Set(file.map(({ ending }) => ending).filter((ending) => ending !== ""));
  const endings = found.size === 0 ? ["\n"] : [...found];
  const lines: ExpectedLine[] = [];
  for (let index = 0; index <= file.length; index += 1) {
    lines.push(...(before.get(index) ?? []).map((text) => ({ text, endings, isNew: true })));
    const line = file[index];
    if (line !== undefined && !removed.has(index)) {
      const isBetween = line.ending !== "" && between?.has(line.row ?? -1) === true;
      lines.push({
        text: line.text,
        endings: isBetween ? endings : [line.ending],
        isNew: isBetween,
        ...(isBetween && { isBetween }),
      });
    }
  }
  const last = file.at(-1)?.ending;
  const added = before.get(file.length)?.length ?? 0;
  const stays = removed.has(file.length - 1) ? -1 : lines.length - added - 1;
  const wanted = finalNewline ?? last !== "";
  const ended = lines.map((line, at) => endedLine(line, endings, at < lines.length - 1, wanted));
  const end = ended.at(-1);
  // Whether a lone carriage return at the end of other lines' file ends its last line is not agreed upon: to git it is
  // text, so that a patch that says nothing of ends leaves a new last line without one.
  return end?.isNew === true && finalNewline !== false && last === "\r" && found.size > 1
    ? [
        ...ended.slice(0, -1).map((line, at) => (at === stays ? withEnding(line, endings) : line)),
        { ...end, endings: [...end.endings, ""] },
      ]
    : ended;
}

/** A last line of which the carriage return is text gets an ending when another line follows. */
function withEnding(line: ExpectedLine, endings: readonly string[]): ExpectedLine {
  const longer = endings.filter((one) => one === "\n").map((one) => `\r${one}`);
  return { ...line, endings: [...line.endings, ...longer] };
}

/** Where lines go that stand at this step: after the old line above them, or before the one below. */
function insertionAt(
  steps: readonly SentLine[],
  at: number,
  indexOf: ReadonlyMap<number, number>,
  count: number,
): number | undefined {
  const above = steps.slice(0, at).findLast(({ kind }) => kind !== "add");
  const below = steps.slice(at).find(({ kind }) => kind !== "add");
  if (above === undefined && below === undefined) {
    return count === 0 ? 0 : undefined;
  }
  const after = indexOf.get(above?.row ?? -1);
  return after === undefined ? indexOf.get(below?.row ?? -1) : after + 1;
}

function endedLine(
  line: ExpectedLine,
  endings: readonly string[],
  isInside: boolean,
  finalNewline: boolean,
): ExpectedLine {
  const own = line.endings[0] === "" ? endings : line.endings;
  if (isInside) {
    return { ...line, endings: own };
  }
  if (line.isBetween === true) {
    return { ...line, endings: [...own, ""] };
  }
  if (!line.isNew) {
    return line;
  }
  return { ...line, endings: finalNewline ? own : [""] };
}

/** Whether a text is that. `alike`: its new lines need only look the same. */
export function isExpected(text: string, lines: readonly ExpectedLine[], alike: boolean): boolean {
  let at = 0;
  for (const line of lines) {
    const end = alike && line.isNew ? endOfLine(text, at) : at + line.text.length;
    const found = text.slice(at, end);
    if (found !== line.text && !(alike && line.isNew && fold(found) === fold(line.text))) {
      return false;
    }
    const ending = line.endings
      .toSorted((left, right) => right.length - left.length)
      .find((one) => text.startsWith(one, end));
    if (ending === undefined) {
      return false;
    }
    at = end + ending.length;
  }
  return at === text.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.slice(from).search(/[\r\n]/u);
  return end === -1 ? text.length : from + end;
}
