import type { Hunk, HunkLine } from "../../src/formats/hunk.ts";
import { placeHunks } from "../../src/matching/place-hunks.ts";
import type { MatchOptions, Placement, Subject } from "../../src/matching/placement.ts";

export const safeV4a: MatchOptions = { format: "v4a", match: "safe" };

/** The text after the hunks of `patch` were placed and spliced in, or the failures as `CODE` per hunk. */
export function apply(
  text: string,
  patch: string,
  options: MatchOptions = safeV4a,
  subject: Partial<Subject> = {},
): string {
  return outcome(text, placeHunks({ ...subjectOf(text), ...subject }, hunksOf(patch), options));
}

export function place(
  text: string,
  patch: string,
  options: MatchOptions = safeV4a,
  subject: Partial<Subject> = {},
): Placement {
  return placeHunks({ ...subjectOf(text), ...subject }, hunksOf(patch), options);
}

export function outcome(text: string, placement: Placement): string {
  return placement.failures.length > 0
    ? placement.failures.map(({ code }) => code).join(" ")
    : splice(text, placement);
}

/** Every line ends with a line feed, as far as that matters here. */
export function subjectOf(text: string): Subject {
  const lines = text.split("\n");
  const finalNewline = lines.at(-1) === "";
  return {
    lines: finalNewline ? lines.slice(0, -1) : lines,
    finalNewline,
    transparent: false,
    keepsBackslashes: false,
    definitions: [],
  };
}

function splice(text: string, { placed }: Placement): string {
  const { lines, finalNewline } = subjectOf(text);
  const written: string[] = [];
  let at = 0;
  for (const replacement of placed.flatMap(({ replacements }) => replacements)) {
    if (replacement.at < at) {
      throw new Error("Replacements are not in order.");
    }
    written.push(...lines.slice(at, replacement.at), ...replacement.add);
    at = replacement.at + replacement.remove;
  }
  written.push(...lines.slice(at));
  return written.join("\n") + (finalNewline && written.length > 0 ? "\n" : "");
}

/**
 * Hunks in V4A's notation, without an envelope: each begins with `@@` lines. `@@ -3` gives a line number, `?text` is a
 * line without a sign.
 */
export function hunksOf(patch: string): readonly Hunk[] {
  const hunks: (Hunk & { lines: HunkLine[]; headers: string[] })[] = [];
  const rows = patch.split("\n");
  for (const [row, line] of rows.entries()) {
    const current = hunks.at(-1);
    if (line.startsWith("@@")) {
      const header = line.slice(3);
      const number = /^-(\d+)$/u.exec(header)?.[1];
      if (current === undefined || current.lines.length > 0) {
        hunks.push({ patchLine: row + 1, headers: [], lines: [] });
      }
      const last = hunks.at(-1);
      if (last !== undefined && number !== undefined) {
        Object.assign(last, { lineHint: Number(number) });
      } else if (header !== "") {
        last?.headers.push(header);
      }
    } else if (line === "*** End of File" && current !== undefined) {
      Object.assign(current, { atEnd: true });
    } else if (line !== "" || row < rows.length - 1) {
      current?.lines.push({ kind: kindOf(line), text: line.slice(1), patchLine: row + 1 });
    }
  }
  return hunks;
}

function kindOf(line: string): HunkLine["kind"] {
  const kinds = { "+": "add", "-": "remove", "?": "bare" } as const;
  return line.startsWith("+") || line.startsWith("-") || line.startsWith("?")
    ? kinds[line.charAt(0) as keyof typeof kinds]
    : "context";
}
