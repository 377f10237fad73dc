/** Which signs end a line. `lf` leaves a carriage return before it in the line. */
export type LineEnds = "lf" | "lf-crlf" | "any";

/** A text cut into lines. */
export interface CutText {
  readonly text: string;
  /** Without their endings; a final one adds no empty line. */
  readonly lines: readonly string[];
  /** Where each line begins in the text, and at last the text's length. */
  readonly starts: readonly number[];
  /** Whether the last line has an ending; true for an empty text. */
  readonly finalNewline: boolean;
  /** The ending that most lines have, of equally frequent ones the first; undefined if no line has one. */
  readonly ending: string | undefined;
}

export function cutLines(text: string, ends: LineEnds): CutText {
  const lines: string[] = [];
  const starts: number[] = [];
  const counts = { "\n": 0, "\r\n": 0, "\r": 0 };
  const findEnd = ends === "any" ? findAnyEnd : ends === "lf" ? findFeed : findFeedOrPair;
  let finalNewline = true;
  for (let at = 0; at < text.length;) {
    const end = findEnd(text, at);
    const ending = endingAt(text, end);
    lines.push(text.slice(at, end));
    starts.push(at);
    finalNewline = ending !== "";
    if (ending !== "") {
      counts[ending] += 1;
    }
    at = end + ending.length;
  }
  starts.push(text.length);
  return { text, lines, starts, finalNewline, ending: mostFrequent(counts, text) };
}

/** Whether a carriage return stands anywhere but before a line feed. */
export function hasLoneReturn(text: string): boolean {
  return text.includes("\r") && /\r(?!\n)/u.test(text);
}

type Ending = "\n" | "\r\n" | "\r";

function endingAt(text: string, end: number): Ending | "" {
  if (end === text.length) {
    return "";
  }
  return text.charCodeAt(end) === feed ? "\n" : text.charCodeAt(end + 1) === feed ? "\r\n" : "\r";
}

const feed = 0x0a;
const carriageReturn = 0x0d;

function findFeed(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function findFeedOrPair(text: string, from: number): number {
  const end = findFeed(text, from);
  const isPair = end < text.length && end > from && text.charCodeAt(end - 1) === carriageReturn;
  return isPair ? end - 1 : end;
}

function findAnyEnd(text: string, from: number): number {
  for (let end = from; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === feed || code === carriageReturn) {
      return end;
    }
  }
  return text.length;
}

function mostFrequent(counts: Readonly<Record<Ending, number>>, text: string): Ending | undefined {
  const most = Math.max(counts["\n"], counts["\r\n"], counts["\r"]);
  const best = (["\n", "\r\n", "\r"] as const).filter((ending) => counts[ending] === most);
  if (most === 0) {
    return undefined;
  }
  return best.length === 1
    ? best[0]
    : best.toSorted((a, b) => firstOf(text, a) - firstOf(text, b))[0];
}

/** Where an ending stands first; a line feed that belongs to a pair, or a return that does, is none. */
function firstOf(text: string, ending: Ending): number {
  return text.search(ending === "\n" ? /(?<!\r)\n/u : ending === "\r" ? /\r(?!\n)/u : /\r\n/u);
}
