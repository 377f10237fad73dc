import { cut } from "../text/cut.ts";
import { findingAt } from "./finding-at.ts";
import { countAssertions } from "./read-tests.ts";
import type { ReviewFinding } from "./review.ts";
import { splitCode } from "./split-code.ts";
import type { ChangedTests } from "./test-files.ts";

/** Tests that are still there and assert less: fewer assertions, in a file that has fewer of them, too. */
export function findWeakenedTests({ file, before, now }: ChangedTests): readonly ReviewFinding[] {
  const lexicon = file.language?.lexicon;
  if (lexicon === undefined || sum(now) >= sum(before)) {
    return [];
  }
  const kept = new Set(file.added.map(({ text }) => text.trim()));
  const isLost = ({ line, text }: { line: number; text: string }): boolean =>
    countAssertions(splitCode(text, lexicon).code, lexicon) > 0 &&
    !kept.has(text.trim()) &&
    line > 0;
  const lost = file.removed.filter(isLost);
  return now.flatMap((test) => {
    const old = before.find(({ name }) => name === test.name);
    const end = before.find(({ line }) => line > (old?.line ?? 0))?.line ?? Infinity;
    if (old === undefined || test.assertions >= old.assertions) {
      return [];
    }
    const first = lost.find(({ line }) => old.line <= line && line < end);
    return first === undefined
      ? []
      : [
          {
            ...findingAt(file, test.line, {
              severity: "medium",
              kind: "test_weakened",
              rule: "assertion-removed",
              what: `"${cut(test.name, 60)}" asserts less: ${old.assertions} before, ${test.assertions} now`,
              why: "The test stays green where the code breaks what the removed assertion held",
              advice: "Put the assertion back, or say why it no longer holds",
            }),
            text: cut(first.text.trim(), 160),
          },
        ];
  });
}

function sum(tests: readonly { readonly assertions: number }[]): number {
  return tests.reduce((total, { assertions }) => total + assertions, 0);
}
