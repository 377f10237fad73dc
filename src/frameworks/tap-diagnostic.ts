import { parseFields, type Fields } from "./read-fields.ts";

/**
 * The fields below a TAP test, between `---` and `...`. Of YAML only what TAP producers write is understood: a key with its
 * value in the line, or as a block below it. Deno writes JSON.
 */
export function parseTapDiagnostic(lines: readonly string[]): Fields {
  const json = parseFields(lines.join("\n"));
  if (json !== undefined) {
    return json;
  }
  const indent = Math.min(...lines.filter((line) => line.trim() !== "").map(indentOf));
  const fields = new Map<string, string>();
  let open: { key: string; style: string; lines: string[] } | undefined;
  for (const line of lines) {
    const [, key, value = ""] =
      /^(['"]?[\w$][^:]*['"]?):(?: (.*))?$/.exec(line.slice(indent)) ?? [];
    if (key !== undefined && indentOf(line) === indent) {
      close(fields, open);
      open = { key: unquote(key), style: value.trim(), lines: [] };
    } else {
      open?.lines.push(line);
    }
  }
  close(fields, open);
  return Object.fromEntries(fields);
}

function close(
  fields: Map<string, string>,
  open: { key: string; style: string; lines: readonly string[] } | undefined,
): void {
  if (open === undefined) {
    return;
  }
  const [, style] = /^([|>])\d?[-+]?\d?$/.exec(open.style) ?? [];
  if (style === undefined && open.style !== "") {
    fields.set(open.key, unquote(open.style));
    return;
  }
  const filled = open.lines.filter((line) => line.trim() !== "");
  const indent = Math.min(...filled.map(indentOf));
  const lines = open.lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0));
  fields.set(open.key, (style === ">" ? lines.join(" ") : lines.join("\n")).trim());
}

function unquote(text: string): string {
  if (text.length > 1 && text.startsWith("'") && text.endsWith("'")) {
    return text.slice(1, -1).replaceAll("''", "'");
  }
  return text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text
        .slice(1, -1)
        .replaceAll(/\\(["\\])/g, "$1")
        .replaceAll(String.raw`\n`, "\n")
    : text;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
