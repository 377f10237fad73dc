import { alignUnique } from "./align-unique.ts";
import { findMiddle } from "./find-middle.ts";
import { slideChanges } from "./slide-changes.ts";

/** Lines `[oldStart, oldEnd)` of the old text became `[newStart, newEnd)` of the new one; counted from 0. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/**
 * The differences between two texts, in order and apart from each other: first lines that are unique in both are
 * taken to be the same, as people do, and what is between is compared by Myers' algorithm in linear space. Where that
 * would take long, because little is alike, everything counts as changed.
 */
export function diffLines(
  before: readonly string[],
  after: readonly string[],
): readonly LineChange[] {
  const numbers = new Map<string, number>();
  const numbered = (lines: readonly string[]): Int32Array =>
    Int32Array.from(lines, (line) => {
      const number = numbers.get(line) ?? numbers.size;
      numbers.set(line, number);
      return number;
    });
  const old = numbered(before);
  const fresh = numbered(after);
  const changes: LineChange[] = [];
  const pending: LineChange[] = [
    { oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: fresh.length },
  ];
  for (let range = pending.pop(); range !== undefined; range = pending.pop()) {
    const rest = trimmed(old, fresh, range);
    if (rest.oldStart === rest.oldEnd || rest.newStart === rest.newEnd) {
      append(changes, rest);
      continue;
    }
    const parts = alignUnique(old, fresh, rest) ?? findMiddle(old, fresh, rest);
    if (parts === undefined) {
      append(changes, rest);
    } else {
      pending.push(...parts.toReversed());
    }
  }
  return slideChanges(changes, before, after);
}

function trimmed(old: Int32Array, fresh: Int32Array, range: LineChange): LineChange {
  let { oldStart, oldEnd, newStart, newEnd } = range;
  while (oldStart < oldEnd && newStart < newEnd && old[oldStart] === fresh[newStart]) {
    oldStart += 1;
    newStart += 1;
  }
  while (oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] === fresh[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  return { oldStart, oldEnd, newStart, newEnd };
}

/** Ranges come in order; neighbours become one change. */
function append(changes: LineChange[], change: LineChange): void {
  const { oldStart, oldEnd, newStart, newEnd } = change;
  if (oldStart === oldEnd && newStart === newEnd) {
    return;
  }
  const last = changes.at(-1);
  if (last?.oldEnd === oldStart && last.newEnd === newStart) {
    changes[changes.length - 1] = { ...last, oldEnd, newEnd };
  } else {
    changes.push(change);
  }
}
