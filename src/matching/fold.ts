import { strip, trimEnd } from "./blanks.ts";

/** A piece of text that folds as a whole: a character with its combining marks. */
export interface Cluster {
  readonly text: string;
  readonly folded: string;
}

/**
 * A line in the form in which lines that look alike are equal: composed characters, one kind of dash, quote and blank,
 * nothing invisible, no blanks at the end.
 */
export function fold(line: string): string {
  return trimEnd(isAscii(line) ? line : foldCluster(line));
}

/** The same, whatever the indentation. */
export function looksOf(line: string): string {
  return strip(fold(line));
}

export function clustersOf(line: string): readonly Cluster[] {
  return (line.match(clusters) ?? []).map((text) => ({ text, folded: foldCluster(text) }));
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) > 0x7f) {
      return false;
    }
  }
  return true;
}

/** Korean syllables may be written as two or three letters, which compose like marks. */
const clusters = /[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[^\p{M}]\p{M}{0,8}|\p{M}/gsu;

function foldCluster(text: string): string {
  return text.normalize("NFC").replaceAll(anyLookalike, plainOf);
}

function plainOf(character: string): string {
  return lookalikes.find(([pattern]) => pattern.test(character))?.[1] ?? character;
}

const lookalikes: readonly (readonly [pattern: RegExp, plain: string])[] = [
  [/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/u, "-"],
  [/[\u2018-\u201B\u2032\u02BC\uFF07]/u, "'"],
  [/[\u201C-\u201F\u2033\uFF02]/u, '"'],
  [/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/u, " "],
  [/[\u200B-\u200D\u2060\uFEFF\u00AD]/u, ""],
];

const anyLookalike = new RegExp(lookalikes.map(([{ source }]) => source).join("|"), "gu");
