import type { Hunk, HunkLine } from "../../src/formats/hunk.ts";
import type { PatchOperation } from "../../src/formats/parsed-patch.ts";

/** V4A. Says nothing of modes, line counts and newlines at the end of a file. */
export function renderV4a(operations: readonly PatchOperation[]): string {
  return lines(["*** Begin Patch", ...operations.flatMap(v4aOperation), "*** End Patch"]);
}

function v4aOperation({ op, path, to, hunks }: PatchOperation): readonly string[] {
  if (op === "create") {
    return [`*** Add File: ${path}`, ...hunks.flatMap((hunk) => hunk.lines.map(signed))];
  }
  if (op === "delete") {
    return [`*** Delete File: ${path}`];
  }
  const moved = to === undefined ? [] : [`*** Move to: ${to}`];
  return [`*** Update File: ${path}`, ...moved, ...hunks.flatMap(v4aHunk)];
}

function v4aHunk({ headers, lineHint, lines: content, atEnd }: Hunk): readonly string[] {
  const opened = headers.length === 0 ? ["@@"] : headers.map((header) => `@@ ${header}`);
  const numbered =
    lineHint === undefined ? opened : [`@@ -${lineHint},1 +${lineHint},1 @@`, ...opened];
  return [...numbered, ...content.map(signed), ...(atEnd === true ? ["*** End of File"] : [])];
}

/** A git diff. Names of operations that are not `stripped` have their first folders already. */
export function renderUnified(operations: readonly PatchOperation[]): string {
  return lines(operations.flatMap(gitOperation));
}

function gitOperation(operation: PatchOperation): readonly string[] {
  const { op, path, to, stripped, otherPaths, oldMode, newMode, hunks } = operation;
  const old = quoted(stripped ? `a/${path}` : path);
  const fresh = quoted(stripped ? `b/${to ?? path}` : (to ?? otherPaths?.[0] ?? path));
  const modes =
    op === "create"
      ? [`new file mode ${octal(newMode ?? 0o100644)}`]
      : op === "delete"
        ? [`deleted file mode ${octal(oldMode ?? 0o100644)}`]
        : newMode === undefined
          ? []
          : [`old mode ${octal(oldMode ?? 0o100644)}`, `new mode ${octal(newMode)}`];
  const moved =
    op === "rename" || op === "copy"
      ? [`${op} from ${quoted(path)}`, `${op} to ${quoted(to ?? path)}`]
      : [];
  const names =
    hunks.length === 0
      ? []
      : [
          `--- ${op === "create" ? "/dev/null" : old}`,
          `+++ ${op === "delete" ? "/dev/null" : fresh}`,
        ];
  const body = hunks.flatMap(unifiedHunk);
  return [`diff --git ${old} ${fresh}`, ...modes, ...moved, ...names, ...body];
}

function unifiedHunk(hunk: Hunk): readonly string[] {
  const old = hunk.lines.filter(({ kind }) => kind !== "add").length;
  const fresh = hunk.lines.filter(({ kind }) => kind !== "remove").length;
  const start = hunk.lineHint ?? 1;
  const header = hunk.headers.map((text) => ` ${text}`).join("");
  const lastOld = hunk.lines.findLastIndex(({ kind }) => kind !== "add");
  const lastNew = hunk.lines.findLastIndex(({ kind }) => kind !== "remove");
  const body = hunk.lines.flatMap((line, index) => {
    const unended =
      (hunk.oldFinalNewline === false && index === lastOld) ||
      (hunk.newFinalNewline === false && index === lastNew);
    return unended ? [signed(line), String.raw`\ No newline at end of file`] : [signed(line)];
  });
  return [`@@ -${start},${old} +${start},${fresh} @@${header}`, ...body];
}

/** SEARCH/REPLACE blocks with nine signs. Updates and creations only. */
export function renderSearchReplace(operations: readonly PatchOperation[]): string {
  return lines(
    operations.flatMap(({ path, hunks }) => hunks.flatMap((hunk) => [path, ...block(hunk)])),
  );
}

function block({ lineHint, lines: content }: Hunk): readonly string[] {
  const texts = (kind: HunkLine["kind"]): readonly string[] =>
    content.filter((line) => line.kind !== kind).map(({ text }) => text);
  return [
    "<<<<<<<<< SEARCH",
    ...(lineHint === undefined ? [] : [`:start_line:${lineHint}`, "-------"]),
    ...texts("add"),
    "=========",
    ...texts("remove"),
    ">>>>>>>>> REPLACE",
  ];
}

const signs = { context: " ", remove: "-", add: "+", bare: "" } as const;

function signed({ kind, text, crlf }: HunkLine): string {
  return `${signs[kind]}${text}${crlf === true ? "\r" : ""}`;
}

function octal(mode: number): string {
  return mode.toString(8);
}

/** As git does where a name would not be read back. */
function quoted(name: string): string {
  const odd = /[^ !#-[\]-~]/;
  if (!odd.test(name)) {
    return name;
  }
  const inside = Array.from(Buffer.from(name), (byte) => {
    const character = String.fromCodePoint(byte);
    return odd.test(character) ? `\\${octal(byte).padStart(3, "0")}` : character;
  });
  return `"${inside.join("")}"`;
}

function lines(content: readonly string[]): string {
  return content.map((line) => `${line}\n`).join("");
}
