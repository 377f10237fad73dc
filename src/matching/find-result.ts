import { hasSubstance, trimEnd } from "./blanks.ts";
import type { IndexedFile } from "./indexed-file.ts";
import type { Place, Region } from "./place.ts";
import type { Span } from "./replace-spans.ts";
import { isChange, type SentHunk } from "./sent-hunk.ts";

/**
 * Where the new side of a hunk is in the file already: once, and at most with other blanks at the ends of lines.
 * Undefined too where the new side proves nothing: a line that was to go and is gone leaves a trace only if both of its
 * neighbours were sent.
 */
export function findResult(sent: SentHunk, file: IndexedFile): Region | undefined {
  if (!isTelling(sent)) {
    return undefined;
  }
  const exact = file.exact().find(sent.newTexts);
  const starts = exact.length > 0 ? exact : file.trimmed().find(sent.newTexts.map(trimEnd));
  const [start] = starts;
  return start === undefined || starts.length > 1
    ? undefined
    : { from: start, to: start + sent.newTexts.length };
}

/** Whether the lines that a hunk adds at its very beginning or end are beside the place already. */
export function isBesideAlready(sent: SentHunk, place: Place, { lines }: IndexedFile): boolean {
  const added = sent.lines.filter(isChange);
  const atEdge = sent.leading === 0 ? "before" : sent.trailing === 0 ? "after" : undefined;
  if (
    atEdge === undefined ||
    added.length !== sent.lines.length - sent.leading - sent.trailing ||
    added.some(({ kind }) => kind === "remove") ||
    !hasSubstance(added.map(({ text }) => text))
  ) {
    return false;
  }
  const start = atEdge === "before" ? place.start - added.length : place.end;
  return added.every(({ text }, at) => lines[start + at] === text);
}

/** The same of a text that only gets longer. */
export function isTextAlready(
  { hunk: { texts, everywhere } }: SentHunk,
  { from, to, text }: Span,
  file: IndexedFile,
): boolean {
  const whole = file.text();
  const old = whole.slice(from, to);
  const isLonger = texts !== undefined && everywhere !== true && text.length > old.length;
  return (
    isLonger &&
    hasSubstance([text.startsWith(old) ? text.slice(old.length) : text.slice(0, -old.length)]) &&
    ((text.startsWith(old) && whole.startsWith(text, from)) ||
      (text.endsWith(old) && to >= text.length && whole.startsWith(text, to - text.length)))
  );
}

function isTelling({ lines, oldTexts, newTexts }: SentHunk): boolean {
  if (!hasSubstance(newTexts) || oldTexts.join("\n") === newTexts.join("\n")) {
    return false;
  }
  let [hasAdded, hasRemoved, atStart] = [false, false, true];
  for (const [at, line] of lines.entries()) {
    if (isChange(line)) {
      hasAdded ||= line.kind === "add";
      hasRemoved ||= line.kind === "remove";
      if (hasRemoved && at === lines.length - 1 && !hasAdded) {
        return false;
      }
      continue;
    }
    if (hasRemoved && !hasAdded && atStart) {
      return false;
    }
    [hasAdded, hasRemoved, atStart] = [false, false, false];
  }
  return true;
}
