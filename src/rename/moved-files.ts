import { createHash } from "node:crypto";

import type { FileChange } from "../transaction/file-change.ts";
import { renderDiff } from "../transaction/render-diff.ts";
import { openTexts } from "../references/answer-texts.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { Move } from "./import-edits.ts";
import type { EditsByFile } from "./rename-edits.ts";
import type { RenamedFile } from "./rename.ts";
import { editFile, linesOf } from "./text-edits.ts";

/** What becomes of one file: to be written, and to be shown. */
export interface PlannedFile {
  readonly change: FileChange;
  readonly shown: RenamedFile;
  readonly diff: string;
}

export function movedFiles(
  root: string,
  moves: readonly Move[],
  edits: EditsByFile,
): PlannedFile[] {
  const texts = openTexts(root);
  const moved = new Map(moves.map(({ from, to }) => [from, to]));
  const paths = [...new Set([...moves.map(({ from }) => from), ...edits.keys()])];
  return paths.map((path) => {
    const own = edits.get(path) ?? [];
    const to = moved.get(path);
    const before = Buffer.from(readInsideSync(root, path, { maxBytes: 64 * 1024 * 1024 }).bytes);
    const after = own.length === 0 ? before : editFile(root, path, own, texts).bytes;
    const sha = createHash("sha256").update(before).digest("hex");
    const lines = linesOf(own);
    const mode = 0o644;
    return {
      change:
        to === undefined
          ? { op: "update", path, bytes: after, before: sha }
          : { op: "rename", path, to, before: sha, ...(own.length > 0 && { bytes: after }) },
      shown:
        to === undefined
          ? { path, op: "update", lines }
          : { path: to, op: "rename", from: path, lines },
      diff: renderDiff({
        path: to ?? path,
        ...(to !== undefined && { from: path }),
        before: { bytes: before, mode },
        after: { bytes: after, mode },
      }),
    };
  });
}
