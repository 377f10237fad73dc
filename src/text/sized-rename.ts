import { cut } from "./cut.ts";
import type { Sized } from "./fit.ts";

interface Rename<File, Place> {
  readonly files: readonly File[];
  readonly notTouched: readonly Place[];
  readonly diff?: string;
  readonly notes: readonly string[];
}

/** What of a rename goes into the answer. */
export interface ShownRename<File, Place> {
  readonly files: readonly File[];
  readonly notTouched: readonly Place[];
  readonly diff?: string;
  readonly notes: readonly string[];
}

/** To get shorter, the diff goes first, then places that are not touched, then files; each is said. */
export function sizedRename<File, Place, Answer>(
  { files, notTouched, diff, notes }: Rename<File, Place>,
  render: (shown: ShownRename<File, Place>) => Answer,
): Sized<Answer> {
  const lists = files.length + notTouched.length;
  const pieces = diff === undefined ? 0 : Math.ceil(diff.length / pieceChars);
  return {
    most: lists + pieces,
    at(detail) {
      const shownFiles = Math.min(detail, files.length);
      const shownPlaces = Math.min(Math.max(0, detail - files.length), notTouched.length);
      const chars = Math.max(0, detail - lists) * pieceChars;
      return render({
        files: files.slice(0, shownFiles),
        notTouched: notTouched.slice(0, shownPlaces),
        ...(diff !== undefined && { diff: cut(diff, chars) }),
        notes: [
          ...notes,
          ...(shownFiles < files.length
            ? [`max_chars left out ${files.length - shownFiles} of ${files.length} files.`]
            : []),
          ...(diff !== undefined && chars < diff.length
            ? [`max_chars left out the diff from character ${chars} of ${diff.length} on.`]
            : []),
        ],
      });
    },
  };
}

/** The diff gets shorter in steps of so many characters. */
const pieceChars = 200;
