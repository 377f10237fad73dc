import { z } from "zod";
import { matchModes, symbolKinds, type Engine } from "../src/engine.ts";
import { cursor, defineTool, maxChars } from "../src/mcp/tool.ts";
import { renderByFile } from "../src/text/by-file.ts";
import { cut } from "../src/text/cut.ts";
import { renderFooter, renderTotal } from "../src/text/footer.ts";
import { sizedList } from "../src/text/list.ts";
import { renderName } from "../src/text/visible.ts";

export const findSymbols = defineTool({
  name: "find_symbols",
  title: "Find symbols",
  description:
    "Finds where classes, functions, methods, types and other symbols are defined. Use it instead of text search when you know a name or a part of one; with path and no query it gives the outline of a file or folder. match smart (default) tries the exact name, then names that hold it, then camel humps and typos, and stops at the first that finds something. include_source adds each definition's text. Read from syntax trees of the files as they are now. limit 1-200, default 50.",
  effect: "read",
  input: z
    .strictObject({
      query: z.string().min(1).max(500).optional().describe("name or Container.name"),
      match: z.enum(matchModes).default("smart"),
      kinds: z
        .array(z.enum(symbolKinds))
        .max(symbolKinds.length)
        .default([])
        .describe("default all"),
      path: z.string().min(1).max(4096).optional().describe("file or folder"),
      include_source: z.boolean().default(false),
      limit: z.int().min(1).max(200).default(50),
      cursor,
      max_chars: maxChars,
    })
    .refine(
      ({ query, path }) => query !== undefined || path !== undefined,
      "give query, path, or both",
    ),
  output: z.object({
    symbols: z.array(
      z.object({
        name: z.string(),
        qualified_name: z.string(),
        kind: z.string(),
        path: z.string(),
        line: z.number(),
        end_line: z.number(),
        signature: z.string(),
        declarations: z.number().optional(),
        container: z.string().optional(),
        exported: z.boolean(),
        doc: z.string().optional(),
        source: z.string().optional(),
      }),
    ),
    total: z.number(),
    shown: z.number(),
    complete: z.boolean(),
    precision: z.string(),
    matched: z.string(),
    cursor: z.string().optional(),
    notes: z.array(z.string()),
  }),
  async call({ query, match, kinds, path, include_source: includeSource, limit }, context) {
    return await context.engine.findSymbols(
      { query, match, kinds, path, includeSource, limit, offset: context.page.offset },
      context,
    );
  },
  render: ({ symbols: items, total, complete, precision, matched, notes }, page) =>
    sizedList(
      { items, total, complete, notes: [...notes, ...emptyNote(total, complete, matched)] },
      page,
      shortening,
      (shown) => {
        const { items: symbols, cursor: next } = shown;
        const how = matched === "outline" ? "outline" : `${matched} match`;
        return {
          record: {
            symbols,
            total,
            shown: symbols.length,
            complete,
            precision,
            matched,
            ...(next !== undefined && { cursor: next }),
            notes: shown.notes,
          },
          text: [
            `${renderTotal(shown)} ${total === 1 ? "symbol" : "symbols"} (${how}; precision: ${precision})`,
            ...renderByFile(symbols.map(renderSymbol)),
            ...renderFooter(shown),
          ].join("\n"),
        };
      },
    ),
});

type Entry = Awaited<ReturnType<Engine["findSymbols"]>>["symbols"][number];

const shortening = { what: "documentation, source and the end of long signatures", shorten };

function shorten(entry: Entry): Entry {
  const { doc, source, ...rest } = entry;
  const signature = cut(rest.signature, 120);
  return doc === undefined && source === undefined && signature === rest.signature
    ? entry
    : { ...rest, signature };
}

function emptyNote(total: number, complete: boolean, matched: string): string[] {
  if (total === 0 && !complete) {
    return ["Nothing found so far; what was not searched may hold it."];
  }
  return total === 0
    ? [
        `Nothing found. ${nexts.get(matched) ?? "Try match smart"}, or search_code for text that is no definition.`,
      ]
    : [];
}

const nexts: ReadonlyMap<string, string> = new Map([
  ["outline", "Read the file with read_code"],
  ["fuzzy", "Try a part of the name"],
]);

function renderSymbol(entry: Entry): Parameters<typeof renderByFile>[0][number] {
  const place = entry.end_line > entry.line ? `${entry.line}-${entry.end_line}` : `${entry.line}`;
  const exported = entry.exported ? " exported" : "";
  const several = entry.declarations === undefined ? "" : ` (${entry.declarations} declarations)`;
  return {
    path: entry.path,
    place,
    text: `${entry.kind} ${renderName(entry.qualified_name)}${exported} — ${renderName(entry.signature)}${several}`,
    more: [...indent(entry.doc, "    // "), ...indent(entry.source, "    ")],
  };
}

function indent(text: string | undefined, by: string): string[] {
  return text === undefined ? [] : text.split("\n").map((line) => by + line);
}
