import { cut } from "../text/cut.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedFile } from "./reviewed-file.ts";

/** What is said of a finding apart from its place. */
export type FindingText = Pick<
  ReviewFinding,
  "severity" | "kind" | "rule" | "what" | "why" | "advice"
>;

/** A finding at a line of a file as it is now. */
export function findingAt(file: ReviewedFile, line: number, text: FindingText): ReviewFinding {
  const shown = file.added.find((one) => one.line === line)?.text.trim();
  return {
    ...text,
    path: file.path,
    line,
    ...(shown !== undefined && shown !== "" && { text: cut(shown, mostChars) }),
  };
}

const mostChars = 160;
