import type { HunkLine } from "../formats/hunk.ts";
import { indentOf, isBlank, strip, trimEnd } from "./blanks.ts";
import { fold } from "./fold.ts";
import type { Difference } from "./placement.ts";

/** In what a line as sent differs from that of the file, which may have none there. */
export function differenceOf(
  line: HunkLine,
  row: number | undefined,
  actual: string | undefined,
): Difference {
  return {
    patchLine: line.patchLine,
    ...(row === undefined || actual === undefined ? {} : { fileLine: row + 1, actual }),
    expected: line.text,
    kind: actual === undefined ? "missing" : kindOf(line.text, actual),
  };
}

function kindOf(expected: string, actual: string): Difference["kind"] {
  if (trimEnd(expected) === trimEnd(actual)) {
    return "trailing";
  }
  if (isBlank(expected) || isBlank(actual)) {
    return "blank";
  }
  if (strip(expected) === strip(actual)) {
    return tabsBefore(expected) === tabsBefore(actual) ? "indent" : "tab";
  }
  if (strip(fold(expected)) === strip(fold(actual))) {
    return "unicode";
  }
  if (expected.replaceAll("\\", "") === actual.replaceAll("\\", "")) {
    return "escape";
  }
  return expected.toLowerCase() === actual.toLowerCase() ? "case" : "text";
}

function tabsBefore(line: string): number {
  return indentOf(line).split("\t").length - 1;
}
