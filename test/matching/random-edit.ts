import * as fc from "fast-check";

import type { Hunk, HunkLine } from "../../src/formats/hunk.ts";

/** A file, and what an author made of it in hunks with some lines of context. */
export interface RandomEdit {
  readonly lines: readonly string[];
  readonly expected: readonly string[];
  readonly hunks: readonly RandomHunk[];
}

export interface RandomHunk extends Hunk {
  /** 0-based row of the first old line. */
  readonly start: number;
  readonly lines: readonly HunkLine[];
}

const words = ["total", "price", "cart", "item", "café", "naïve", "l’été"];
const brackets = ["}", "", "", "{", "});", "end"];

/** Often the same, so that blocks repeat. */
const line = fc.tuple(fc.nat(2), fc.nat(6), fc.nat(11)).map(([depth, word, shape]) => {
  const indent = "    ".repeat(depth);
  const noun = words[word] ?? "";
  const shapes = [
    `return ${noun};`,
    `${noun} = ${noun} – 1;`,
    `call("${noun}", ${word});`,
    `if (${noun}) {`,
    `# ${noun} – “${noun}” – see 3–5`,
  ];
  const bracket = brackets[word] ?? "";
  const text = shapes[shape] ?? (shape < 7 ? `${noun} ${shape * 7 + word}` : bracket);
  return text === "" ? "" : indent + text;
});

const uniqueLine = fc.nat(9999).map((number) => `    unique_${number} = ${number % 7};`);

const someLine = fc.oneof({ weight: 3, arbitrary: line }, { weight: 2, arbitrary: uniqueLine });

/** Files of up to 40 lines, with some blocks copied to elsewhere in them, and one to three changes. */
export const randomEdit: fc.Arbitrary<RandomEdit> = fc
  .record({
    lines: fc.array(someLine, { minLength: 1, maxLength: 40 }),
    copies: fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 12 }), fc.nat(40)), {
      maxLength: 2,
    }),
    changes: fc.array(
      fc.record({
        at: fc.nat(60),
        remove: fc.nat(3),
        add: fc.array(someLine, { maxLength: 3 }),
        reword: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    context: fc.constantFrom(3, 3, 3, 2, 1),
  })
  .map(({ lines, copies, changes, context }) =>
    editOf(withCopies(lines, copies), changes, context),
  );

function withCopies(
  lines: readonly string[],
  copies: readonly (readonly [from: number, length: number, to: number])[],
): readonly string[] {
  let copied = lines;
  for (const [from, length, to] of copies) {
    const start = from % copied.length;
    copied = copied.toSpliced(to % copied.length, 0, ...copied.slice(start, start + length));
  }
  return copied;
}

interface Change {
  readonly at: number;
  readonly remove: number;
  readonly add: readonly string[];
  /** The added lines are the removed ones with another word. */
  readonly reword: boolean;
}

interface Step {
  readonly kind: "context" | "remove" | "add";
  readonly text: string;
}

function editOf(lines: readonly string[], changes: readonly Change[], context: number): RandomEdit {
  const steps: Step[] = [];
  let row = 0;
  for (const { at, remove, add, reword } of changes.toSorted((one, other) => one.at - other.at)) {
    const start = Math.max(row, at % (lines.length + 1));
    const removed = lines.slice(start, start + remove);
    const added = reword ? removed.map((text) => text.replace(/(\w+)(\W*)$/u, "changed$2")) : add;
    steps.push(
      ...lines.slice(row, start).map((text) => ({ kind: "context", text }) as const),
      ...removed.map((text) => ({ kind: "remove", text }) as const),
      ...added.map((text) => ({ kind: "add", text }) as const),
    );
    row = start + removed.length;
  }
  steps.push(...lines.slice(row).map((text) => ({ kind: "context", text }) as const));
  return {
    lines,
    expected: steps.filter(({ kind }) => kind !== "remove").map(({ text }) => text),
    hunks: hunksOfSteps(steps, context),
  };
}

/** As `diff -U` cuts them: changes with little between them are in one hunk. */
function hunksOfSteps(steps: readonly Step[], context: number): readonly RandomHunk[] {
  const near = (at: number): boolean =>
    steps.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== "context");
  const hunks: (RandomHunk & { lines: HunkLine[] })[] = [];
  let [row, open] = [0, false];
  for (const [at, step] of steps.entries()) {
    const isIn = near(at);
    if (isIn && !open) {
      hunks.push({ patchLine: at + 1, headers: [], lines: [], start: row });
    }
    if (isIn) {
      hunks.at(-1)?.lines.push({ ...step, patchLine: at + 1 });
    }
    open = isIn;
    row += step.kind === "add" ? 0 : 1;
  }
  return hunks;
}
