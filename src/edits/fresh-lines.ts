import type { PlannedFile } from "../patching/planned-patch.ts";

/** The changed lines of a file's new text. Lines are 1-based. */
export function freshLines({ after, ranges }: Pick<PlannedFile, "after" | "ranges">): readonly {
  readonly line: number;
  readonly text: string;
}[] {
  const lines = after?.split(/\r\n|[\r\n]/u) ?? [];
  return ranges.flatMap(({ line, endLine }) =>
    lines
      .slice(Math.max(0, line - 1), endLine)
      .map((text, index) => ({ line: line + index, text })),
  );
}
