import { cut } from "./cut.ts";
import type { Sized } from "./fit.ts";

/** What a change of the repository answers: files, what else is to be known about places, and a diff. */
interface Change<File, Place> {
  readonly files: readonly File[];
  readonly places: readonly Place[];
  readonly diff?: string;
  readonly notes: readonly string[];
}

/** To get shorter, the diff goes first, then places, then files; each is said, but for places, whose number is. */
export function sizedChange<File, Place, Answer>(
  { files, places, diff, notes }: Change<File, Place>,
  render: (shown: Change<File, Place>) => Answer,
): Sized<Answer> {
  const lists = files.length + places.length;
  const pieces = diff === undefined ? 0 : Math.ceil(diff.length / pieceChars);
  return {
    most: lists + pieces,
    at(detail) {
      const shownFiles = Math.min(detail, files.length);
      const shownPlaces = Math.min(Math.max(0, detail - files.length), places.length);
      const chars = Math.max(0, detail - lists) * pieceChars;
      return render({
        files: files.slice(0, shownFiles),
        places: places.slice(0, shownPlaces),
        ...(diff !== undefined && chars > 0 && { diff: cut(diff, chars) }),
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
