import type { PlannedFile } from "../patching/planned-patch.ts";
import type { FileChange } from "../transaction/file-change.ts";
import { joinDiffs, type JoinedDiffs } from "../transaction/join-diffs.ts";
import { type FileState, renderDiff } from "../transaction/render-diff.ts";
import { withPlainEnds } from "../transaction/with-plain-ends.ts";

/** About 2,000 tokens. */
const mostChars = 6000;

/** What would change, as `git diff` prints it, up to a length. */
export function showDiff(
  files: readonly PlannedFile[],
  changes: readonly FileChange[],
): JoinedDiffs {
  const modes = new Map<string, number>();
  for (const change of changes) {
    if (change.op !== "delete" && change.mode !== undefined) {
      modes.set(change.op === "rename" ? change.to : change.path, change.mode);
    }
  }
  return joinDiffs(diffsOf(files, modes), files.length, mostChars);
}

function* diffsOf(
  files: readonly PlannedFile[],
  modes: ReadonlyMap<string, number>,
): Generator<string> {
  for (const file of files) {
    yield diffOf(file, modes.get(file.path));
  }
}

function diffOf({ path, op, from, before, after }: PlannedFile, mode: number | undefined): string {
  if (before === undefined && after === undefined) {
    return `${from === undefined ? "" : `${from} -> `}${path}: no text to show\n`;
  }
  return renderDiff(
    withPlainEnds({
      path,
      ...(op === "rename" && from !== undefined && { from }),
      before: op === "copy" ? null : stateOf(before, 0o644),
      after: stateOf(after, mode ?? 0o644),
    }),
  );
}

function stateOf(text: string | undefined, mode: number): FileState | null {
  return text === undefined ? null : { bytes: Buffer.from(text), mode };
}
