import { isConflictMarker } from "../text/conflict-marker.ts";
import { findingAt } from "./finding-at.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedFile } from "./reviewed-file.ts";

/** Lines of an unfinished merge: a beginning and an end of one were added. */
export function findConflicts(file: ReviewedFile): readonly ReviewFinding[] {
  const marks = file.added.filter(({ text }) => isConflictMarker(text));
  const begins = marks.filter(({ text }) => text.startsWith("<"));
  return marks.some(({ text }) => text.startsWith(">"))
    ? begins.map(({ line }) => findingAt(file, line, conflict))
    : [];
}

const conflict = {
  severity: "high",
  kind: "left_over",
  rule: "conflict-marker",
  what: "A merge was not finished here",
  why: "Both sides of the conflict and git's marks are in the file",
  advice: "Settle the conflict and take the marks out",
} as const;
