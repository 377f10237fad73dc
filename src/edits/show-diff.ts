import type { PlannedFile } from "../patching/planned-patch.ts";
import { cut } from "../text/cut.ts";
import type { FileChange } from "../transaction/file-change.ts";
import { type FileState, renderDiff } from "../transaction/render-diff.ts";

/** About 2,000 tokens. */
const mostChars = 6000;

/** What would change, as `git diff` prints it, up to a length. */
export function showDiff(
  files: readonly PlannedFile[],
  changes: readonly FileChange[],
): { readonly text: string; readonly notes: readonly string[] } {
  const modes = new Map<string, number>();
  for (const change of changes) {
    if (change.op !== "delete" && change.mode !== undefined) {
      modes.set(change.op === "rename" ? change.to : change.path, change.mode);
    }
  }
  let text = "";
  for (const [index, file] of files.entries()) {
    text += diffOf(file, modes.get(file.path));
    if (text.length > mostChars) {
      const left = files.length - index - 1;
      return {
        text: cut(text, mostChars),
        notes: [`The diff was cut${left > 0 ? ` and leaves out ${left} files` : ""}.`],
      };
    }
  }
  return { text, notes: [] };
}

function diffOf({ path, op, from, before, after }: PlannedFile, mode: number | undefined): string {
  if (before === undefined && after === undefined) {
    return `${from === undefined ? "" : `${from} -> `}${path}: no text to show\n`;
  }
  const isCrLf = [before, after].every((text) => text === undefined || endsInCrLf(text));
  const state = (text: string | undefined, own: number): FileState | null =>
    text === undefined
      ? null
      : { bytes: Buffer.from(isCrLf ? text.replaceAll("\r\n", "\n") : text), mode: own };
  return renderDiff({
    path,
    ...(op === "rename" && from !== undefined && { from }),
    before: op === "copy" ? null : state(before, 0o644),
    after: state(after, mode ?? 0o644),
  });
}

/** Where every line ends so, the reader need not be told line by line. */
function endsInCrLf(text: string): boolean {
  return !/(?<!\r)\n/u.test(text);
}
