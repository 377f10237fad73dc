import { findAnchors, type Anchor } from "./find-anchors.ts";
import type { IndexedFile } from "./indexed-file.ts";
import { listPlaces } from "./place.ts";
import type { Search } from "./search-hunk.ts";
import type { SentHunk } from "./sent-hunk.ts";

/**
 * A hunk of added lines only: V4A puts them after the header, or else at the end of the file. In other formats they
 * have a place in an empty file only: line numbers alone prove nothing.
 */
export function findAddedOnly(sent: SentHunk, file: IndexedFile): Search {
  const { hunk } = sent;
  const end = file.lines.length;
  const isV4a = file.options.format === "v4a" && hunk.lineHint === undefined;
  if (end === 0) {
    return insertAt(sent, 0, []);
  }
  if (!isV4a && hunk.lineHint !== end) {
    return {
      code: "NO_MATCH",
      message:
        "The hunk only adds lines: without a line of context, nothing says where they belong in a file that is not empty.",
    };
  }
  if (hunk.atEnd || hunk.headers.length === 0) {
    return insertAt(sent, end, isV4a ? ["appended at the end of the file"] : []);
  }
  const anchors = findAnchors(hunk.headers, file);
  const [anchor] = anchors;
  return anchor !== undefined && anchors.length === 1
    ? insertAt(sent, anchor.row + 1, [])
    : headerProblem(hunk.headers, anchors);
}

function insertAt(sent: SentHunk, row: number, warnings: readonly string[]): Search {
  const add = sent.newTexts;
  const place = {
    start: row,
    end: row,
    origin: row,
    from: row,
    to: row,
    level: 0,
    stacks: true,
    replacements: () => [{ at: row, remove: 0, add }],
  } as const;
  return { places: listPlaces([place]), warnings, anchors: 0 };
}

function headerProblem(headers: readonly string[], anchors: readonly Anchor[]): Search {
  const header = `header "${headers.join(" @@ ")}"`;
  return anchors.length === 0
    ? { code: "ANCHOR_NOT_FOUND", message: `No line of the file is or holds the ${header}.` }
    : {
        code: "ANCHOR_AMBIGUOUS",
        message: `The ${header} may be any of the lines ${anchors
          .slice(0, 20)
          .map(({ row }) => row + 1)
          .join(", ")}.`,
      };
}
