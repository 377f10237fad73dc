import type { LineChange } from "./diff-lines.ts";

/** Lines shown around a change, as many as git shows. */
const contextLines = 3;

/**
 * Hunks of a unified diff.
 *
 * @param before lines with their line feeds, which the last one may lack
 * @param changes in order, apart from each other
 */
export function renderHunks(
  before: readonly string[],
  after: readonly string[],
  changes: readonly LineChange[],
): string {
  return groups(changes)
    .map((group) => renderHunk(before, after, group))
    .join("");
}

/** Changes whose context would touch or overlap are one hunk. */
function groups(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const found: LineChange[][] = [];
  let end = -Infinity;
  for (const change of changes) {
    if (change.oldStart - end <= 2 * contextLines) {
      found.at(-1)?.push(change);
    } else {
      found.push([change]);
    }
    end = change.oldEnd;
  }
  return found;
}

function renderHunk(
  before: readonly string[],
  after: readonly string[],
  group: readonly LineChange[],
): string {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) {
    return "";
  }
  const lead = Math.min(contextLines, first.oldStart);
  const tail = Math.min(contextLines, before.length - last.oldEnd);
  const start = { old: first.oldStart - lead, new: first.newStart - lead };
  const end = { old: last.oldEnd + tail, new: last.newEnd + tail };
  const lines: string[] = [`@@ -${range(start.old, end.old)} +${range(start.new, end.new)} @@\n`];
  const show = (sign: string, shown: readonly string[]): void => {
    for (const line of shown) {
      lines.push(
        line.endsWith("\n") ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`,
      );
    }
  };
  let at = start.old;
  for (const { oldStart, oldEnd, newStart, newEnd } of group) {
    show(" ", before.slice(at, oldStart));
    show("-", before.slice(oldStart, oldEnd));
    show("+", after.slice(newStart, newEnd));
    at = oldEnd;
  }
  show(" ", before.slice(at, end.old));
  return lines.join("");
}

/** An empty range is named by the line before it. */
function range(start: number, end: number): string {
  const count = end - start;
  return count === 1 ? String(start + 1) : `${count === 0 ? start : start + 1},${count}`;
}
