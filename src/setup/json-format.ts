import {
  findNodeAtLocation,
  parse,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from "jsonc-parser";

import { isValues, lineEndOf, type ConfigFormat } from "./config-format.ts";
import { addProperty, removeProperty } from "./json-property.ts";

/** JSON as editors read it: with comments and trailing commas. */
export const jsonFormat: ConfigFormat = {
  parse(text) {
    const errors: ParseError[] = [];
    const value: unknown = parse(text, errors, reading);
    const [first] = errors;
    if (first !== undefined) {
      const before = text.slice(0, first.offset).split("\n");
      const place = `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
      throw new SyntaxError(`${place}: ${spellOut(printParseErrorCode(first.error))}`);
    }
    if (value !== undefined && !isValues(value)) {
      throw new SyntaxError("it is no object");
    }
    return value ?? {};
  },
  set(text, path, value) {
    const root = parseTree(text, [], reading);
    const lineEnd = lineEndOf(text);
    if (root === undefined) {
      const gap = text === "" || text.endsWith("\n") ? "" : lineEnd;
      return text + gap + render(nest(path, value), lineEnd) + lineEnd;
    }
    const known = findNodeAtLocation(root, [...path]);
    if (known !== undefined) {
      return replace(text, known, renderShort(value));
    }
    const depth = path.findIndex((_, at) => !findNodeAtLocation(root, path.slice(0, at + 1)));
    const [key = "", ...inner] = path.slice(depth);
    const home = findNodeAtLocation(root, path.slice(0, depth)) ?? root;
    return addProperty(text, home, { key, value: nest(inner, value), unit: unitOf(text), lineEnd });
  },
  drop(text, path) {
    const root = parseTree(text, [], reading);
    const node = root === undefined ? undefined : findNodeAtLocation(root, [...path]);
    return node?.parent === undefined ? text : removeProperty(text, node.parent);
  },
};

const reading = { allowTrailingComma: true, allowEmptyContent: true };

function nest(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}

function render(value: unknown, lineEnd: string): string {
  return JSON.stringify(value, undefined, 2).replaceAll("\n", lineEnd);
}

/** On one line, as people write a list of words. */
function renderShort(value: unknown): string {
  return Array.isArray(value)
    ? `[${value.map((item) => JSON.stringify(item)).join(", ")}]`
    : JSON.stringify(value);
}

function replace(text: string, node: Node, by: string): string {
  return text.slice(0, node.offset) + by + text.slice(node.offset + node.length);
}

/** What this file indents by. */
function unitOf(text: string): string {
  return /^[ \t]+(?=")/mu.exec(text)?.[0] ?? "  ";
}

/** `CommaExpected` as words. */
function spellOut(code: string): string {
  return code.replaceAll(/(?<=[a-z])[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();
}
