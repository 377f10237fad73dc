import type { IndexedFile } from "./indexed-file.ts";
import type { Replacement } from "./placement.ts";
import { rowAt } from "./row-at.ts";

/** Characters of a file's text that give way to others. */
export interface Span {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly text: string;
}

/** What edits inside the same lines, in order and apart, do to whole lines. */
export function replaceSpans(spans: readonly Span[], file: IndexedFile): readonly Replacement[] {
  const offsets = file.offsets();
  const text = file.text();
  const first = rowAt(offsets, spans[0]?.from ?? 0);
  /** May be the row after the last one, which is empty. */
  const last = rowAt(offsets, spans.at(-1)?.to ?? 0);
  let [at, written] = [offsets[first] ?? 0, ""];
  for (const span of spans) {
    written += text.slice(at, span.from) + span.text;
    at = span.to;
  }
  written += text.slice(at, (offsets[last] ?? 0) + (file.lines[last]?.length ?? 0));
  const fresh = written.split("\n");
  if (last === file.lines.length && fresh.at(-1) === "") {
    fresh.pop();
  }
  return changedLines(first, file.lines.slice(first, last + 1), fresh);
}

function changedLines(
  row: number,
  old: readonly string[],
  fresh: readonly string[],
): readonly Replacement[] {
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) {
    tail += 1;
  }
  const [remove, add] = [old.length - head - tail, fresh.slice(head, fresh.length - tail)];
  return remove === 0 && add.length === 0 ? [] : [{ at: row + head, remove, add }];
}
