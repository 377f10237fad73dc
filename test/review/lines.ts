import { languageOfPath } from "../../src/languages/index.ts";
import { compareSides } from "../../src/review/compare-sides.ts";
import { sideOf } from "../../src/review/read-side.ts";
import type { ReviewFinding } from "../../src/review/review.ts";
import type { ReviewedFile } from "../../src/review/reviewed-file.ts";
import { type ReviewedSource, sourceOf } from "../../src/review/source-of.ts";

/** A file in both versions; null where it is not there. */
export function changed(path: string, before: string | null, now: string | null): ReviewedFile {
  const side = (text: string | null): ReviewedFile["now"] =>
    text === null ? undefined : sideOf(path, Buffer.from(text));
  return compareSides(side(before), side(now));
}

/** A source file that a change adds. */
export function added(path: string, text: string, before: string | null = null): ReviewedSource {
  const source = sourceOf(changed(path, before, text));
  if (source === undefined) {
    throw new Error(`${path} is in no language: ${languageOfPath(path)?.id}`);
  }
  return source;
}

/** `medium breakpoint 3`. */
export function brief(findings: readonly ReviewFinding[]): string[] {
  return findings.map(({ severity, rule, line }) => `${severity} ${rule} ${line}`);
}
