import { z } from "zod";
import { searchModes } from "../src/engine.ts";
import { cursor, defineTool, maxChars } from "../src/mcp/tool.ts";
import { renderFooter, renderTotal } from "../src/text/footer.ts";
import { renderHits, shortenHit } from "../src/text/hits.ts";
import { sizedList } from "../src/text/list.ts";

export const searchCode = defineTool({
  name: "search_code",
  title: "Search code",
  description:
    "Like grep: searches the text of all files git does not ignore, with the enclosing symbol of each match. Use it for strings, messages, configuration and usages; for definitions use find_symbols. mode literal (default), regex (JavaScript syntax) or syntax (a code pattern with $NAME holes such as `fetch($URL)`). Totals are exact unless the answer says otherwise. context 0-20 lines, default 0; limit 1-500, default 100; case matters unless ignore_case.",
  effect: "read",
  input: z.strictObject({
    pattern: z.string().min(1).max(10_000),
    mode: z.enum(searchModes).default("literal"),
    path: z.string().min(1).max(4096).optional().describe("file or folder"),
    language: z.string().min(1).max(50).optional().describe("such as typescript, python"),
    ignore_case: z.boolean().default(false),
    context: z.int().min(0).max(20).default(0),
    limit: z.int().min(1).max(500).default(100),
    cursor,
    max_chars: maxChars,
  }),
  async call(
    { pattern, mode, path, language, ignore_case: ignoreCase, context: around, limit },
    context,
  ) {
    return await context.engine.searchCode(
      {
        pattern,
        mode,
        path,
        language,
        ignoreCase,
        context: around,
        limit,
        offset: context.page.offset,
      },
      context,
    );
  },
  render: ({ hits: items, total, files, complete, notes }, page) =>
    sizedList(
      { items, total, complete, notes: [...notes, ...emptyNote(total)] },
      page,
      shortening,
      (shown) => ({
        text: [
          `${renderTotal(shown)} ${total === 1 ? "match" : "matches"} in ${files} ${files === 1 ? "file" : "files"}`,
          ...renderHits(shown.items),
          ...renderFooter(shown),
        ].join("\n"),
      }),
    ),
});

const shortening = { what: "lines around matches and the end of long ones", shorten: shortenHit };

function emptyNote(total: number): string[] {
  return total === 0
    ? ["Nothing found. Check path, language and mode, or try find_symbols for a definition."]
    : [];
}
