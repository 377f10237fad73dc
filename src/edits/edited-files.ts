import type { PlannedFile, PlannedPatch } from "../patching/planned-patch.ts";
import { blobId } from "../workspace/blob-id.ts";
import type { EditedFile } from "./edits.ts";

/** More ranges than these tell nothing. */
const mostRanges = 40;
const mostTaken = 10;

/** What a patch does to its files, as an answer tells it. */
export function editedFiles({ files, changes }: PlannedPatch): readonly EditedFile[] {
  const bytes = new Map<string, Buffer | undefined>(
    changes.flatMap((change) =>
      change.op === "delete"
        ? []
        : [[change.op === "rename" ? change.to : change.path, change.bytes] as const],
    ),
  );
  return files.map((file) => editedFile(file, bytes.get(file.path)));
}

function editedFile(
  { path, op, from, ranges, matched }: PlannedFile,
  bytes: Buffer | undefined,
): EditedFile {
  const shown = ranges
    .slice(0, mostRanges)
    .map(({ line, endLine }) => (endLine > line ? `${line}-${endLine}` : `${line}`));
  const more = ranges.length - shown.length;
  const taken = matched.map(({ hunk, how }) => `${how} (hunk ${hunk + 1})`);
  return {
    path,
    op,
    ...(from !== undefined && { from }),
    // Of a file that is gone, all of it is.
    ranges: op === "delete" ? [] : [...shown, ...(more > 0 ? [`and ${more} more`] : [])],
    ...(bytes !== undefined && op !== "delete" && { sha: blobId(bytes) }),
    matched:
      taken.length > mostTaken
        ? [...taken.slice(0, mostTaken), `and ${taken.length - mostTaken} more`]
        : taken,
  };
}
