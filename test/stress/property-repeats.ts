import type { SentHunk, SentLine } from "./property-change.ts";

/**
 * The rows of runs of changes in which at least so many added lines are removed ones of the same run. With two of them,
 * which of the removed lines stay in the file, with their endings, is not said; with one, whose blanks at its end are
 * meant.
 */
export function repeatedRows(
  { lines }: Pick<SentHunk, "lines">,
  fewest: number,
): readonly number[] {
  return runsOf(lines).flatMap((run) => {
    const removed = new Set(textsOf(run, "remove"));
    const repeated = textsOf(run, "add").filter((text) => removed.has(text));
    return repeated.length < fewest ? [] : rowsOf({ lines: run });
  });
}

export function rowsOf({ lines }: Pick<SentHunk, "lines">): readonly number[] {
  return lines.flatMap(({ row }) => (row === undefined ? [] : [row]));
}

function textsOf(run: readonly SentLine[], kind: SentLine["kind"]): readonly string[] {
  return run.filter((line) => line.kind === kind).map(({ text }) => text.trimEnd());
}

/** Changed lines without context between them. */
function runsOf(lines: readonly SentLine[]): readonly (readonly SentLine[])[] {
  const runs: SentLine[][] = [[]];
  for (const line of lines) {
    if (line.kind === "context") {
      runs.push([]);
    } else {
      runs.at(-1)?.push(line);
    }
  }
  return runs;
}
