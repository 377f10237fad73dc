import { findingAt } from "./finding-at.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedSource } from "./source-of.ts";

/** Tests that run alone, so that all others of the file or package do not. */
const focused: Readonly<Record<string, RegExp>> = {
  ecmascript:
    /(?<![\w.])(?:it|test|describe|context|suite|specify)(?:\.\w+)*\.only\b|^\s*(?:fdescribe|fit)\(["'`]/u,
};

/** Tests that do not run. */
const skipped: Readonly<Record<string, RegExp>> = {
  ecmascript:
    /(?<![\w.])(?:it|test|describe|context|suite|specify)(?:\.\w+)*\.skip\b|^\s*(?:xit|xtest|xdescribe|xcontext)(?:\.\w+)*\(|^\s*it\.fails\(/u,
  python:
    /^\s*@(?:pytest\.mark\.(?:skip|xfail)\b|unittest\.(?:skip|expectedFailure)\b|skip\()|^\s*(?:pytest\.skip|self\.skipTest)\(/u,
  go: /\bt\.Skip(?:f|Now)?\(/u,
  rust: /^\s*#\[ignore\b/u,
  java: /@(?:Disabled|Ignore)\b/u,
  "c-sharp": /\[(?:Ignore|Explicit)\b|\bSkip\s*=\s*"/u,
};

/** Tests that the change switched off, or that switch off all others. Skips under a condition are meant. */
export function findSwitchedTests(source: ReviewedSource): readonly ReviewFinding[] {
  const family = source.lexicon.family === "jsx" ? "ecmascript" : source.lexicon.family;
  const had = (pattern: RegExp): number =>
    source.removed.filter(({ text }) => pattern.test(text)).length;
  const found = (pattern: RegExp | undefined): number[] =>
    pattern === undefined
      ? []
      : [...source.addedLines]
          .filter((line) => pattern.test(source.split.lines[line - 1] ?? ""))
          .slice(had(pattern));
  return [
    ...found(focused[family]).map((line) => findingAt(source, line, alone)),
    ...found(skipped[family])
      .filter((line) => !isConditional(source, line))
      .map((line) => findingAt(source, line, off)),
  ];
}

function isConditional({ split: { lines } }: ReviewedSource, line: number): boolean {
  const near = lines.slice(Math.max(0, line - 3), line).join("\n");
  return (
    /^\s*(?:\}?\s*else\s+)?(?:el)?if\b|\bexcept\b/mu.test(near) ||
    /\bskip(?:If|if|Unless)\b|\?\s*\w+\.skip\b|\w+\.skip\s*:/u.test(lines[line - 1] ?? "")
  );
}

const alone = {
  severity: "high",
  kind: "test_switched_off",
  rule: "focused-test",
  what: "A test runs alone",
  why: "All other tests of the file are left out without a word",
  advice: "Take the mark out",
} as const;

const off = {
  severity: "medium",
  kind: "test_switched_off",
  rule: "skipped-test",
  what: "A test was switched off",
  why: "What it tests can break unseen",
  advice: "Mend the test or the code; if it has to wait, name an issue",
} as const;
