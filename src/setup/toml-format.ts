import { parse, stringify } from "smol-toml";

import { isValues, lineEndOf, type ConfigFormat, type Values } from "./config-format.ts";

/**
 * TOML with one table per server. Lines are looked at one by one, which a text in several lines may mislead; whoever
 * calls parses the result and refuses what is not as it should be.
 */
export const tomlFormat: ConfigFormat = {
  parse: read,
  set(text, path, value) {
    return isValues(value) ? addTable(text, path, value) : setKey(text, path, value);
  },
  drop(text, path) {
    const lines = linesOf(text);
    const own = tableLines(lines, path, isWithin);
    const [first = 0] = own;
    const gap = lines[first - 1]?.trim() === "" ? first - 1 : first;
    return lines.filter((_, at) => at !== gap && !own.has(at)).join("");
  },
};

function read(text: string): Values {
  try {
    return parse(text, { integersAsBigInt: "asNeeded" });
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? (error.message.split("\n")[0] ?? "") : "", {
      cause: error,
    });
  }
}

/** A table of its own at the end, set apart by an empty line. */
function addTable(text: string, path: readonly string[], value: Values): string {
  const lineEnd = lineEndOf(text);
  const nested = path.reduceRight<Values>((inner, key) => ({ [key]: inner }), value);
  const table = stringify(nested).trim().replaceAll("\n", lineEnd) + lineEnd;
  const gap = text.trim() === "" ? "" : (text.endsWith("\n") ? "" : lineEnd) + lineEnd;
  return text + gap + table;
}

/** Replaces the lines of a value, or adds it below the table's last. */
function setKey(text: string, path: readonly string[], value: unknown): string {
  const key = path.at(-1) ?? "";
  const lines = linesOf(text);
  const own = [...tableLines(lines, path.slice(0, -1), isSame)];
  const written = stringify({ [key]: value }).trim() + lineEndOf(text);
  const at = own.find((line) => assigns(lines[line] ?? "", key));
  if (at !== undefined) {
    const behind = own.filter((line) => line >= at).map((line) => line + 1);
    const end = behind.find((line) => isWhole(lines.slice(at, line))) ?? at + 1;
    return lines.toSpliced(at, end - at, written).join("");
  }
  const last = own.at(-1) ?? lines.length - 1;
  const before = lines.slice(0, last + 1).join("");
  const gap = before.endsWith("\n") ? "" : lineEndOf(text);
  return before + gap + written + lines.slice(last + 1).join("");
}

/** The lines of a table from its header to its last value; comments behind that belong to what follows. */
function tableLines(
  lines: readonly string[],
  path: readonly string[],
  belongs: (header: readonly string[], path: readonly string[]) => boolean,
): ReadonlySet<number> {
  const found = new Set<number>();
  let since: number | undefined;
  for (const [at, line] of lines.entries()) {
    const header = headerOf(line);
    if (header !== undefined) {
      since = belongs(header, path) ? at : undefined;
    }
    if (since !== undefined && isCode(line)) {
      for (let own = since; own <= at; own += 1) {
        found.add(own);
      }
      since = at + 1;
    }
  }
  return found;
}

/** `[a.b]` and `[[a.b]]` as names; nothing for other lines. */
function headerOf(line: string): readonly string[] | undefined {
  if (!/^\s*\[/u.test(line)) {
    return undefined;
  }
  const names: string[] = [];
  try {
    let inner: unknown = parse(line);
    while (isValues(inner)) {
      const [name] = Object.keys(inner);
      if (name === undefined) {
        break;
      }
      names.push(name);
      inner = inner[name];
    }
  } catch {
    // Part of a longer value.
    return undefined;
  }
  return names;
}

function isSame(header: readonly string[], path: readonly string[]): boolean {
  return header.length === path.length && isWithin(header, path);
}

function isWithin(header: readonly string[], path: readonly string[]): boolean {
  return path.every((name, at) => header[at] === name);
}

function assigns(line: string, key: string): boolean {
  const name = /^\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[\w-]+))\s*=/u.exec(
    line,
  )?.groups;
  return (name?.["double"] ?? name?.["single"] ?? name?.["bare"]) === key;
}

/** Whether these lines are values that end in them. */
function isWhole(lines: readonly string[]): boolean {
  try {
    parse(lines.join(""));
    return true;
  } catch {
    return false;
  }
}

function isCode(line: string): boolean {
  return !/^\s*(?:#|$)/u.test(line);
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}
