import { findQuoted } from "./c-quoted.ts";
import { readNameLine } from "./name-line.ts";
import { patchError } from "./patch-error.ts";
import { lineAt, type PatchText } from "./patch-text.ts";

/** The lines from `diff --git` to the hunks, as they stand there. Places are 0-based. */
export interface GitHeader {
  readonly at: number;
  /** The first line that is none of them. */
  next: number;
  old?: HeaderName;
  new?: HeaderName;
  from?: HeaderName;
  to?: HeaderName;
  oldMode?: number;
  newMode?: number;
  indexMode?: number;
  blobs?: { readonly before: string; readonly after: string };
  creates?: true;
  deletes?: true;
  renames?: true;
  copies?: true;
}

export interface HeaderName {
  readonly name: string;
  readonly absent: boolean;
  readonly at: number;
}

/**
 * @param at the `diff --git` line
 * @throws {ToolError} PARSE for a mode that is none
 */
export function readGitHeader(text: PatchText, at: number): GitHeader {
  const header: GitHeader = { at, next: at + 1 };
  while (header.next < text.end && readLine(header, text)) {
    header.next += 1;
  }
  return header;
}

/** Whether the line is part of the header. */
function readLine(header: GitHeader, text: PatchText): boolean {
  const line = lineAt(text, header.next);
  const start = Object.keys(readers).find((key) => line.startsWith(key));
  const read = start === undefined ? undefined : readers[start];
  if (start === undefined || read === undefined) {
    return false;
  }
  read(header, line.slice(start.length), text);
  return true;
}

type Read = (header: GitHeader, rest: string, text: PatchText) => void;

const readers: Readonly<Record<string, Read>> = {
  "--- ": (header, rest) => {
    header.old = { ...readNameLine(rest), at: header.next };
  },
  "+++ ": (header, rest) => {
    header.new = { ...readNameLine(rest), at: header.next };
  },
  "old mode ": (header, rest, text) => {
    header.oldMode = modeOf(header, rest, text);
  },
  "new mode ": (header, rest, text) => {
    header.newMode = modeOf(header, rest, text);
  },
  "deleted file mode ": (header, rest, text) => {
    header.deletes = true;
    header.oldMode = modeOf(header, rest, text);
  },
  "new file mode ": (header, rest, text) => {
    header.creates = true;
    header.newMode = modeOf(header, rest, text);
  },
  "index ": (header, rest, text) => {
    const blank = rest.trimEnd().indexOf(" ");
    if (blank !== -1) {
      header.indexMode = modeOf(header, rest.slice(blank + 1), text);
    }
    const [, before, after] = fullIds.exec(rest) ?? [];
    if (before !== undefined && after !== undefined) {
      header.blobs = { before, after };
    }
  },
  "rename from ": (header, rest) => takeFrom(header, rest, "renames"),
  "rename old ": (header, rest) => takeFrom(header, rest, "renames"),
  "copy from ": (header, rest) => takeFrom(header, rest, "copies"),
  "rename to ": (header, rest) => takeTo(header, rest),
  "rename new ": (header, rest) => takeTo(header, rest),
  "copy to ": (header, rest) => takeTo(header, rest),
  "similarity index ": () => undefined,
  "dissimilarity index ": () => undefined,
};

/** SHA-1 or SHA-256; git gives them in full where a patch is good for that content only. */
const fullIds = /^([0-9a-f]{40}|[0-9a-f]{64})\.\.([0-9a-f]{40}|[0-9a-f]{64})(?=\s|$)/;

function modeOf(header: GitHeader, rest: string, text: PatchText): number {
  const mode = rest.trim();
  if (!/^[0-7]{1,7}$/.test(mode)) {
    throw patchError(
      text,
      header.next,
      "its mode is not an octal number.",
      "Write 100644 for a file, 100755 for an executable one, 120000 for a link.",
    );
  }
  return Number.parseInt(mode, 8);
}

function takeFrom(header: GitHeader, rest: string, what: "renames" | "copies"): void {
  header.from = bareName(header, rest);
  header[what] = true;
}

function takeTo(header: GitHeader, rest: string): void {
  header.to = bareName(header, rest);
}

/** These names have no folders in front, no date behind, and keep their blanks. */
function bareName(header: GitHeader, rest: string): HeaderName {
  const line = rest.endsWith("\r") ? rest.slice(0, -1) : rest;
  const quoted = findQuoted(line);
  const name = quoted?.end === line.length ? quoted.name : line;
  return { name, absent: false, at: header.next };
}
