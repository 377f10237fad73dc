import { diffLines, type LineChange } from "./diff-lines.ts";

export type MergedLines =
  | { readonly kind: "merged"; readonly lines: readonly string[] }
  | { readonly kind: "clash"; readonly places: readonly LineRange[] };

/** Lines of a text, 1-based and inclusive; for a place where lines were taken out, the line before it. */
export interface LineRange {
  readonly line: number;
  readonly endLine: number;
}

/**
 * Makes the changes from `base` to `theirs` in `ours`, where those lines are as in `base`. Changes of both sides in
 * the same lines or next to each other clash, unless both made the same of them.
 *
 * @returns the lines, or every place of `ours` where the sides clash
 */
export function mergeLines(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): MergedLines {
  const made = diffLines(base, ours);
  const lines: string[] = [];
  const places: LineRange[] = [];
  let taken = 0;
  let passed = 0;
  let shift = 0;
  for (const change of diffLines(base, theirs)) {
    for (let own = made[passed]; own !== undefined && own.oldEnd < change.oldStart;) {
      shift = own.newEnd - own.oldEnd;
      passed += 1;
      own = made[passed];
    }
    const fresh = theirs.slice(change.newStart, change.newEnd);
    const touching = changesUpTo(made, passed, change.oldEnd);
    const [first, ...more] = touching;
    if (first === undefined) {
      lines.push(...ours.slice(taken, change.oldStart + shift), ...fresh);
      taken = change.oldEnd + shift;
    } else if (more.length > 0 || !isSame(first, change, { ours, fresh })) {
      places.push(rangeOf(first, touching.at(-1) ?? first));
    }
  }
  return places.length > 0
    ? { kind: "clash", places }
    : { kind: "merged", lines: [...lines, ...ours.slice(taken)] };
}

function changesUpTo(
  changes: readonly LineChange[],
  from: number,
  oldEnd: number,
): readonly LineChange[] {
  const found: LineChange[] = [];
  for (let at = from; ; at += 1) {
    const change = changes[at];
    if (change === undefined || change.oldStart > oldEnd) {
      return found;
    }
    found.push(change);
  }
}

function isSame(
  own: LineChange,
  change: LineChange,
  { ours, fresh }: { readonly ours: readonly string[]; readonly fresh: readonly string[] },
): boolean {
  return (
    own.oldStart === change.oldStart &&
    own.oldEnd === change.oldEnd &&
    own.newEnd - own.newStart === fresh.length &&
    fresh.every((line, index) => line === ours[own.newStart + index])
  );
}

function rangeOf({ newStart }: LineChange, { newEnd }: LineChange): LineRange {
  return newEnd > newStart
    ? { line: newStart + 1, endLine: newEnd }
    : { line: Math.max(newStart, 1), endLine: Math.max(newStart, 1) };
}
