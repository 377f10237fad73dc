import { holdsTests } from "../overview/find-tests.ts";
import { readTests, type TestCase } from "./read-tests.ts";
import type { ReviewedFile } from "./reviewed-file.ts";

/** A file of tests that a change touches, with its tests in both versions. */
export interface ChangedTests {
  readonly file: ReviewedFile;
  readonly before: readonly TestCase[];
  readonly now: readonly TestCase[];
}

export function changedTests(files: readonly ReviewedFile[]): readonly ChangedTests[] {
  return files
    .filter(({ now, before }) => holdsTests(now?.path ?? "") || holdsTests(before?.path ?? ""))
    .map((file) => ({ file, before: testsOf(file, "before"), now: testsOf(file, "now") }));
}

function testsOf(file: ReviewedFile, side: "before" | "now"): readonly TestCase[] {
  const text = file[side]?.text;
  return text === undefined || file.language === undefined
    ? []
    : readTests(text, file.language.lexicon);
}
