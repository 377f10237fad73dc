import { isConflictMarker } from "../text/conflict-marker.ts";
import type { PlannedFile } from "../patching/planned-patch.ts";
import type { Finding } from "./edits.ts";
import { freshLines } from "./fresh-lines.ts";

/** Lines of an unfinished merge that a change brings into a file. */
export function findConflictMarkers(file: PlannedFile): Finding[] {
  return freshLines(file)
    .filter(({ text }) => isConflictMarker(text))
    .map(({ line, text }) => ({
      path: file.path,
      line,
      message: `Conflict marker added: ${text.slice(0, 60)}`,
    }));
}
