import { decodeText } from "../workspace/decode-text.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { diffLines } from "./diff-lines.ts";
import { renderHunks } from "./render-hunks.ts";

/** A file before and after a change. */
export interface FileDiff {
  readonly path: RepoPath;
  /** Where it was before, for a rename. */
  readonly from?: RepoPath;
  readonly before: FileState | null;
  readonly after: FileState | null;
}

export interface FileState {
  readonly bytes: Buffer;
  /** Permission bits; git tells only whether the owner may execute it. */
  readonly mode: number;
  /** Whether it is a link, whose bytes are the path it holds. */
  readonly link?: boolean;
}

/**
 * A change in the form of `git diff`, which `git apply` takes; empty when nothing changed. Text that is not UTF-8
 * is shown as Latin-1, and of binary files only that they differ: those two git cannot apply.
 */
export function renderDiff({ path, from = path, before, after }: FileDiff): string {
  const header = [
    `diff --git ${quoted("a/", from)} ${quoted("b/", path)}`,
    ...modeLines(before, after),
    ...(from === path ? [] : renameLines(from, path, { before, after })),
  ];
  const old = before?.bytes ?? empty;
  const fresh = after?.bytes ?? empty;
  if (old.equals(fresh)) {
    return header.length === 1 ? "" : `${header.join("\n")}\n`;
  }
  const [oldName, newName] = [
    before === null ? "/dev/null" : quoted("a/", from),
    after === null ? "/dev/null" : quoted("b/", path),
  ];
  const [oldText, newText] = [textOf(old), textOf(fresh)];
  const body =
    oldText === undefined || newText === undefined
      ? `Binary files ${oldName} and ${newName} differ\n`
      : `--- ${marked(oldName)}\n+++ ${marked(newName)}\n${hunksOf(oldText, newText)}`;
  return `${header.join("\n")}\n${body}`;
}

const empty = Buffer.alloc(0);

function hunksOf(before: string, after: string): string {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  return renderHunks(old, fresh, diffLines(old, fresh));
}

/** Each with its line feed, which the last one may lack. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

/** With its byte order mark, if it has one. */
function textOf(bytes: Buffer): string | undefined {
  const decoded = decodeText(bytes);
  if (decoded.kind === "binary" || decoded.encoding.startsWith("utf-16")) {
    return undefined;
  }
  return bytes.toString(decoded.encoding === "latin-1" ? "latin1" : "utf8");
}

function modeLines(before: FileState | null, after: FileState | null): readonly string[] {
  if (before === null || after === null) {
    const only = before ?? after;
    const what = before === null ? "new" : "deleted";
    return only === null ? [] : [`${what} file mode ${gitMode(only)}`];
  }
  const [old, fresh] = [gitMode(before), gitMode(after)];
  return old === fresh ? [] : [`old mode ${old}`, `new mode ${fresh}`];
}

function gitMode({ mode, link }: FileState): string {
  return link === true ? "120000" : (mode & 0o100) === 0 ? "100644" : "100755";
}

function renameLines(
  from: RepoPath,
  to: RepoPath,
  { before, after }: Pick<FileDiff, "before" | "after">,
): readonly string[] {
  const same = before !== null && after !== null && before.bytes.equals(after.bytes);
  return [
    ...(same ? ["similarity index 100%"] : []),
    `rename from ${quoted("", from)}`,
    `rename to ${quoted("", to)}`,
  ];
}

/** As git quotes names with characters that would break the line; others stay as they are. */
function quoted(prefix: string, path: string): string {
  const name = prefix + path;
  const escaped = Array.from(name, escape).join("");
  return escaped === name ? name : `"${escaped}"`;
}

function escape(character: string): string {
  const short = shortEscapes.get(character);
  const isControl = character < " " || character === "\u007f";
  const code = character.charCodeAt(0).toString(8).padStart(3, "0");
  return short ?? (isControl ? `\\${code}` : character);
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
]);

/** A name with a blank gets a tab behind it, so that it is not taken for a name and a date. */
function marked(name: string): string {
  return name.includes(" ") ? `${name}\t` : name;
}
