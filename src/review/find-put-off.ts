import { findingAt } from "./finding-at.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedSource } from "./source-of.ts";

/** Notes to come back in comments that were added; those that name an issue have a place to come back to. */
export function findPutOff(source: ReviewedSource): readonly ReviewFinding[] {
  const known = new Set(
    (source.before?.text ?? "").split("\n").flatMap((line) => markOf(line) ?? []),
  );
  return source.split.comments.flatMap(({ line, text }) =>
    text.split("\n").flatMap((part, index) => {
      const mark = markOf(part);
      const isNew = mark !== undefined && source.addedLines.has(line + index) && !known.has(mark);
      return isNew
        ? [findingAt(source, line + index, { ...putOff, what: `${wordOf(mark)} was added` })]
        : [];
    }),
  );
}

/** A mark at the beginning of a comment's line, or followed by a colon or a name in brackets; a word of prose is none. */
function markOf(text: string): string | undefined {
  const mark = marks.map((one) => one.exec(text.trimEnd())?.[1]).find((one) => one !== undefined);
  return mark === undefined || namesIssue.test(mark) ? undefined : mark.trim();
}

const marks = [
  /^[\s/#*<!-]*((?:TODO|FIXME|XXX|HACK)\b.*)/u,
  /(?:^|[^\w/-])((?:TODO|FIXME|XXX|HACK)(?:\([^)]*\))?:.*)/u,
];
const namesIssue = /#\d+|https?:\/\/|[A-Z]{2,}-\d+/u;

function wordOf(mark: string): string {
  return /^\w+/u.exec(mark)?.[0] ?? mark;
}

const putOff = {
  severity: "low",
  kind: "left_over",
  rule: "put-off",
  why: "Work is put off that no issue keeps",
  advice: "Do it now, or name an issue in the comment",
} as const;
