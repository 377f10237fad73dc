import type { Node } from "jsonc-parser";

export interface NewProperty {
  readonly key: string;
  readonly value: unknown;
  /** What one level is indented by, and what lines end with. */
  readonly unit: string;
  readonly lineEnd: string;
}

/**
 * Adds a property as the last of an object. jsonc-parser's own edits put it between a value and the comment behind
 * it, and take that comment along when they remove.
 */
export function addProperty(text: string, object: Node, property: NewProperty): string {
  const close = object.offset + object.length - 1;
  const last = object.children?.at(-1);
  const isOneLine = !text.slice(object.offset, close).includes("\n");
  if (last === undefined) {
    return fillEmpty(text, object, property);
  }
  const { commaEnd, commentEnd } = behind(text, endOf(last), close);
  // A file that has a comma behind its last keeps one there.
  const [before, after] = commaEnd === undefined ? [",", ""] : ["", ","];
  if (isOneLine) {
    const at = commaEnd ?? endOf(last);
    return insert(text, [[at, `${before} ${render(property, undefined, "")}${after}`]]);
  }
  const indent = indentAt(text, last.offset);
  const added = property.lineEnd + indent + render(property, indent, property.lineEnd);
  return insert(text, [
    [endOf(last), before],
    [commentEnd, added + after],
  ]);
}

/** Takes a property out with its comma and its line; what `addProperty` added, it takes out to the byte. */
export function removeProperty(text: string, property: Node): string {
  const object = property.parent ?? property;
  const close = object.offset + object.length - 1;
  const siblings = object.children ?? [];
  const at = siblings.indexOf(property);
  const previous = siblings[at - 1];
  const { commaEnd } = behind(text, endOf(property), close);
  const end = commaEnd ?? endOf(property);
  const from = startOfSpace(text, property.offset, end);
  const cut = text.slice(0, from) + text.slice(end);
  // The comma before the last one is in the way, unless the file has one behind its last as well.
  const lonely =
    previous !== undefined && siblings.length === at + 1 && commaEnd === undefined
      ? behind(text, endOf(previous), close).commaEnd
      : undefined;
  return lonely === undefined ? cut : cut.slice(0, lonely - 1) + cut.slice(lonely);
}

/** An object without properties gets one on a line of its own, behind the comments it may hold. */
function fillEmpty(text: string, object: Node, property: NewProperty): string {
  const close = object.offset + object.length - 1;
  const outer = indentAt(text, object.offset);
  const indent = outer + property.unit;
  const kept = text.slice(object.offset + 1, close).trimEnd();
  const added = property.lineEnd + indent + render(property, indent, property.lineEnd);
  return `${text.slice(0, object.offset + 1)}${kept}${added}${property.lineEnd}${outer}${text.slice(close)}`;
}

/** What stands between a value and the next one or the end: where a comma ends, and the comments on the value's line. */
function behind(
  text: string,
  from: number,
  close: number,
): { readonly commaEnd: number | undefined; readonly commentEnd: number } {
  const token = /\s*(?:(?<comma>,)|\/\/.*|\/\*[^]*?\*\/)/guy;
  token.lastIndex = from;
  let commaEnd: number | undefined;
  let commentEnd = from;
  for (const { 0: found, index, groups } of text.slice(0, close).matchAll(token)) {
    const end = index + found.length;
    const isComma = groups?.["comma"] !== undefined;
    commaEnd = isComma ? end : commaEnd;
    commentEnd = isComma || !text.slice(commentEnd, end).includes("\n") ? end : commentEnd;
  }
  return { commaEnd, commentEnd };
}

function render(
  { key, value, unit }: NewProperty,
  indent: string | undefined,
  lineEnd: string,
): string {
  const spaced = indent === undefined ? undefined : unit;
  const lines = JSON.stringify(value, undefined, spaced).replaceAll("\n", lineEnd + (indent ?? ""));
  return `${JSON.stringify(key)}: ${lines}`;
}

/** Edits come in the order of their places. */
function insert(text: string, edits: readonly (readonly [at: number, added: string])[]): string {
  return edits.reduceRight((done, [at, added]) => done.slice(0, at) + added + done.slice(at), text);
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^[ \t]*/u.exec(line)?.[0] ?? "";
}

/**
 * Where the blanks before a place begin, with the end of the line before them where there are only blanks. That one
 * stays where something else would come to stand behind a comment.
 */
function startOfSpace(text: string, offset: number, end: number): number {
  const [, newLine = "", blanks = ""] = /(\r?\n)?([ \t]*)$/u.exec(text.slice(0, offset)) ?? [];
  const from = offset - blanks.length - newLine.length;
  const isBehindComment = text.slice(text.lastIndexOf("\n", from - 1) + 1, from).includes("//");
  return isBehindComment && !/^[ \t]*(?:\r?\n|$)/u.test(text.slice(end)) ? offset : from;
}
