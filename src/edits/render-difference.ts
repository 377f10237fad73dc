import type { Difference } from "../matching/placement.ts";

/** The first line that differs, as sent and as it is in the file, with blanks that can be told apart. */
export function renderDifference({ expected, actual, fileLine }: Difference): readonly string[] {
  const there = fileLine === undefined ? "file" : `file ${fileLine}`;
  const width = Math.max("yours".length, there.length);
  const start = windowStart(expected, actual ?? "");
  const odd = actual === undefined ? "" : oddCharacters(expected, actual);
  return [
    `  ${"yours".padEnd(width)} ${show(expected, start)}`,
    `  ${there.padEnd(width)} ${actual === undefined ? "(no such line)" : show(actual, start)}${odd}`,
  ];
}

/** Spaces as `·`, tabs as `→`, carriage returns as `␍`; an empty line is told. */
function show(text: string, start: number): string {
  const part = text.slice(start, start + windowChars);
  const more = `${start > 0 ? "…" : ""}\0${start + windowChars < text.length ? "…" : ""}`;
  const visible = part.replaceAll(" ", "·").replaceAll("\t", "→").replaceAll("\r", "␍");
  return text === "" ? "(empty line)" : more.replace("\0", () => visible.toWellFormed());
}

const windowChars = 160;

/** Long lines are shown from a little before the first difference. */
function windowStart(a: string, b: string): number {
  const at = firstDifference(a, b);
  return Math.max(a.length, b.length) <= windowChars ? 0 : Math.max(0, at - 40);
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) {
    at += 1;
  }
  return at;
}

/** Characters that look like others are told by their code points. */
function oddCharacters(expected: string, actual: string): string {
  const at = firstDifference(expected, actual);
  const [mine, theirs] = [expected.codePointAt(at), actual.codePointAt(at)];
  return mine !== undefined && theirs !== undefined && Math.max(mine, theirs) > 0x7e
    ? `  (yours ${codePoint(mine)}, file ${codePoint(theirs)})`
    : "";
}

function codePoint(point: number): string {
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}
