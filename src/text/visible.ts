/**
 * Shows what a reader cannot see: control, bidirectional and invisible characters become `⟨U+202E⟩`.
 * Line feeds and tabs stay. Text of the repository is data, and such characters are how it
 * would pretend to be something else (ANSI sequences, reordered code, hidden instructions).
 */
export function renderVisible(text: string): string {
  return text.replaceAll(invisible, renderCodePoint);
}

/** As `renderVisible`, for names and paths inside of a line: line feeds and tabs are shown too. */
export function renderName(name: string): string {
  return renderVisible(name).replaceAll(/[\n\t]/g, renderCodePoint);
}

/** What to say under a text in which something was written out, and nothing under others. */
export function renderVisibleNote(text: string): string {
  return writtenOut.test(text)
    ? "\n⟨U+…⟩ stands for a character that cannot be seen, by its code point."
    : "";
}

const writtenOut = /⟨U\+[0-9A-F]{4,6}⟩/;

/**
 * Everything Unicode calls control, ignorable by default, bidirectional control or a line separator,
 * and lone surrogates. Left alone, because they are seen: a joiner between two letters or pictographs
 * of its script, and a variation selector after a pictograph.
 */
const invisible = new RegExp(
  [
    String.raw`(?![\n\t])\p{Cc}`,
    String.raw`[\p{Zl}\p{Zp}\p{Cs}\p{Bidi_C}\uFFF9-\uFFFB]`,
    String.raw`(?![\u200C\u200D\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}`,
    String.raw`(?<![\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]|(?![A-Za-z])\p{L})[\u200C\u200D]`,
    String.raw`[\u200C\u200D](?![\p{M}\p{Extended_Pictographic}]|(?![A-Za-z])\p{L})`,
    String.raw`(?<!\p{Emoji})[\uFE0E\uFE0F]`,
  ].join("|"),
  "gu",
);

function renderCodePoint(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `⟨U+${point.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
