import type { Replacement } from "../matching/placement.ts";
import type { CutText } from "./cut-lines.ts";

export interface SpliceOptions {
  /** What new lines end with. */
  readonly ending: string;
  /** Whether the text is to end with a line ending; if not given, a new last line has one if the old one had. */
  readonly finalNewline?: boolean;
  /** Whether lines that replace as many keep the endings of those, and the last of others that of the last. */
  readonly keepEndings: boolean;
}

/**
 * The text with lines replaced. What is in no replacement is copied as it is, endings included; only a last line
 * without ending gets one when a line comes after it.
 *
 * @param replacements in order and apart
 */
export function spliceLines(
  cut: CutText,
  replacements: readonly Replacement[],
  options: SpliceOptions,
): string {
  const { text, starts, lines } = cut;
  const parts: string[] = [];
  let copied = 0;
  let lastEnding = "";
  let endsNew = false;
  function copyTo(line: number): void {
    const start = starts[line] ?? text.length;
    if (start > copied) {
      if (endsNew && lastEnding === "\r" && text.startsWith("\n", copied)) {
        // Together they would be one ending, and the empty line gone.
        parts[parts.length - 1] = "\r\n";
      }
      parts.push(text.slice(copied, start));
      copied = start;
      lastEnding = endingOf(cut, line - 1);
      endsNew = false;
    }
  }
  for (const { at, remove, add } of replacements) {
    copyTo(at);
    if (add.length > 0 && copied > 0 && lastEnding === "") {
      parts.push(options.ending);
    }
    for (const [index, line] of add.entries()) {
      const old = options.keepEndings ? heirTo({ remove, add }, index) : undefined;
      lastEnding = (old === undefined ? "" : endingOf(cut, at + old)) || options.ending;
      parts.push(line, lastEnding);
      endsNew = true;
    }
    copied = starts[at + remove] ?? text.length;
  }
  copyTo(lines.length);
  const after = parts.join("");
  const wanted = options.finalNewline ?? (endsNew ? cut.finalNewline : lastEnding !== "");
  if (after === "" || wanted === (lastEnding !== "")) {
    return after;
  }
  return wanted ? after + options.ending : after.slice(0, -lastEnding.length);
}

/** Which of the lines removed an added one takes the place of. */
function heirTo(
  { remove, add }: Pick<Replacement, "remove" | "add">,
  index: number,
): number | undefined {
  if (remove === add.length) {
    return index;
  }
  return index === add.length - 1 && remove > 0 ? remove - 1 : undefined;
}

function endingOf({ text, lines, starts }: CutText, line: number): string {
  const end = (starts[line] ?? 0) + (lines[line]?.length ?? 0);
  return text.slice(end, starts[line + 1]);
}
