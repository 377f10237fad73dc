import { holdsTests } from "../overview/find-tests.ts";
import { findingAt } from "./finding-at.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedSource } from "./source-of.ts";

const braces = /\bcatch\s*(?:\([^)]*\)\s*)?\{\s*\}/gu;
const python =
  /^[ \t]*except[ \t]*(?:(?:Base)?Exception(?:[ \t]+as[ \t]+\w+)?)?[ \t]*:\s*(?:pass|\.\.\.)[ \t]*$/gmu;

/** Errors of every kind that are caught and forgotten, without a comment that says why. */
export function findEmptyCatch(source: ReviewedSource): readonly ReviewFinding[] {
  const { split, lexicon, addedLines, path } = source;
  const pattern = lexicon.family === "python" ? python : braces;
  return [...split.code.matchAll(pattern)].flatMap(({ index, 0: found }) => {
    const indent = found.length - found.trimStart().length;
    const line = split.code.slice(0, index + indent).split("\n").length;
    const end = line + found.trim().split("\n").length - 1;
    const isCommented = split.comments.some((one) => line <= one.line && one.line <= end);
    const isAdded = addedLines.has(line) || addedLines.has(end);
    return isAdded && !isCommented ? [findingAt(source, line, textFor(path, lexicon.family))] : [];
  });
}

function textFor(path: string, family: string): Parameters<typeof findingAt>[2] {
  return {
    severity: family === "python" || holdsTests(path) ? "medium" : "low",
    kind: "left_over",
    rule: "empty-catch",
    what: "Errors are caught and forgotten",
    why: holdsTests(path)
      ? "The test passes when the code under test fails"
      : "A failure, a slip in this very code among them, looks like success",
    advice: "Handle the error, let it fly, or say in a comment why it does not matter",
  };
}
