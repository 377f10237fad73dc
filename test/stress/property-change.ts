import { commonRuns } from "../../src/matching/common-runs.ts";
import { type FileLine, type RandomFile, randomLine } from "./property-file.ts";
import type { Random } from "./property-random.ts";

/** A line of a hunk. `row` is where an old line was in the file its author saw; not given if he made it up. */
export interface SentLine {
  readonly kind: "context" | "remove" | "add";
  readonly text: string;
  readonly row?: number;
  /** What it was before something was done to all lines of the hunk that can be undone. */
  readonly plain?: string;
  /** Written without its sign. */
  readonly unsigned?: boolean;
}

export interface SentHunk {
  readonly lines: readonly SentLine[];
  /** Row of the first old line, 0-based. */
  readonly start: number;
  readonly headers: readonly string[];
}

/** What becomes of the rows of a file. */
export interface Change {
  readonly removed: ReadonlySet<number>;
  /** Lines that come before a row; the number of rows means the end. */
  readonly added: ReadonlyMap<number, readonly string[]>;
}

/** Inserts, deletes, rewords and moves. Without any effect it is tried again. */
export function randomChange(
  random: Random,
  { lines, indent }: Pick<RandomFile, "lines" | "indent">,
): Change {
  const removed = new Set<number>();
  const added = new Map<number, readonly string[]>();
  const add = (at: number, texts: readonly string[]): void => {
    added.set(at, [...(added.get(at) ?? []), ...texts]);
  };
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const at = random.below(lines.length + 1);
    const length = random.below(4);
    const rows = lines.slice(at, at + length).map((_, index) => at + index);
    const texts = rows.map((row) => lines[row]?.text ?? "");
    switch (random.below(6)) {
      case 0:
        add(at, newLines(random, lines, indent));
        break;
      case 1:
        rows.forEach((row) => removed.add(row));
        break;
      case 2:
        rows.forEach((row) => removed.add(row));
        add(at, newLines(random, lines, indent));
        break;
      case 3:
        rows.forEach((row) => removed.add(row));
        add(random.below(lines.length + 1), texts);
        break;
      default:
        rows.forEach((row) => removed.add(row));
        add(
          at,
          texts.map((text) => text.replace(/\w+(?=\W*$)/u, `new_${random.below(1000)}`)),
        );
    }
  }
  const change = { removed, added };
  return isEffective(change, lines) ? change : randomChange(random, { lines, indent });
}

function newLines(random: Random, lines: readonly FileLine[], indent: string): readonly string[] {
  return Array.from({ length: 1 + random.below(3) }, () =>
    random.once(3)
      ? (random.pickFrom(lines)?.text ?? "")
      : random.once(2)
        ? randomLine(random, indent)
        : `${indent.repeat(random.below(3))}added_${random.below(1000)} = 1;`,
  );
}

function isEffective(change: Change, lines: readonly FileLine[]): boolean {
  const old = lines.map(({ text }) => text);
  const fresh = stepsOf(old, change).flatMap(({ kind, text }) => (kind === "remove" ? [] : [text]));
  return old.join("\n") !== fresh.join("\n") || old.length !== fresh.length;
}

/**
 * The whole file as lines of one hunk; removed lines stand before those added in their place, and what would be both
 * is neither.
 */
export function stepsOf(texts: readonly string[], change: Change): readonly SentLine[] {
  const steps = rawSteps(texts, change);
  const plain: SentLine[] = [];
  for (let at = 0; at < steps.length;) {
    let end = at;
    while (steps[end] !== undefined && steps[end]?.kind !== "context") {
      end += 1;
    }
    plain.push(...(end === at ? steps.slice(at, at + 1) : withoutBoth(steps.slice(at, end))));
    at = Math.max(end, at + 1);
  }
  return plain;
}

function withoutBoth(run: readonly SentLine[]): readonly SentLine[] {
  const removed = run.filter(({ kind }) => kind === "remove");
  const added = run.filter(({ kind }) => kind === "add");
  const same = commonRuns(removed.map(textOf), added.map(textOf));
  const ends = { left: removed.length, right: added.length, length: 0 };
  let [left, right] = [0, 0];
  return [...same, ends].flatMap((both) => {
    const own = [...removed.slice(left, both.left), ...added.slice(right, both.right)];
    left = both.left + both.length;
    right = both.right + both.length;
    const kept = removed.slice(both.left, left);
    return [...own, ...kept.map((line) => ({ ...line, kind: "context" as const }))];
  });
}

function textOf({ text }: SentLine): string {
  return text;
}

function rawSteps(texts: readonly string[], { removed, added }: Change): readonly SentLine[] {
  const steps: SentLine[] = [];
  let waiting: SentLine[] = [];
  for (let row = 0; row <= texts.length; row += 1) {
    waiting.push(...(added.get(row) ?? []).map((text) => ({ kind: "add", text }) as const));
    if (removed.has(row)) {
      steps.push({ kind: "remove", text: texts[row] ?? "", row });
      continue;
    }
    steps.push(...waiting);
    waiting = [];
    if (row < texts.length) {
      steps.push({ kind: "context", text: texts[row] ?? "", row });
    }
  }
  return steps;
}

/** As `diff -U` cuts them: changes with little between them are in one hunk. */
export function hunksOf(steps: readonly SentLine[], context: number): readonly SentHunk[] {
  const isNear = (at: number): boolean =>
    steps.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== "context");
  const hunks: { lines: SentLine[]; start: number; headers: readonly string[] }[] = [];
  let [row, open] = [0, false];
  for (const [at, step] of steps.entries()) {
    if (!isNear(at)) {
      open = false;
    } else if (open) {
      hunks.at(-1)?.lines.push(step);
    } else {
      hunks.push({ lines: [step], start: row, headers: [] });
      open = true;
    }
    row += step.kind === "add" ? 0 : 1;
  }
  return hunks;
}

export function oldOf({ lines }: Pick<SentHunk, "lines">): readonly SentLine[] {
  return lines.filter(({ kind }) => kind !== "add");
}
