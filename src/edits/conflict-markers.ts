import type { PlannedFile } from "../patching/planned-patch.ts";
import type { Finding } from "./edits.ts";
import { freshLines } from "./fresh-lines.ts";

/** Lines of an unfinished merge that a change brings into a file. */
export function findConflictMarkers(file: PlannedFile): Finding[] {
  return freshLines(file)
    .filter(({ text }) => marker.test(text))
    .map(({ line, text }) => ({
      path: file.path,
      line,
      message: `Conflict marker added: ${text.slice(0, 60)}`,
    }));
}

/** Not `=======` alone, which underlines headings. */
const marker = /^(?:<{7}|>{7}|\|{7})(?: |$)/u;
