import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { makeRepository } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

let server: StartedServer;

beforeAll(async () => {
  server = await startServer({
    root: await makeRepository({ "src/cart.ts": "export class Cart {}\n" }),
  });
});

afterAll(async () => {
  await server.close();
});

describe("wrong arguments are refused with the field, what was wrong, and what is allowed", () => {
  test.each([
    ["find_symbols", {}, "give query, path, or both."],
    [
      "find_symbols",
      { query: "Cart", match: "exct" },
      '`match` must be one of "smart", "exact", "prefix", "substring", "fuzzy", got "exct", did you mean "exact"?.',
    ],
    ["find_symbols", { query: 7 }, "`query` must be a string, got 7."],
    ["find_symbols", { query: "" }, '`query` must have at least 1 characters, got "".'],
    ["find_symbols", { query: "Cart", limit: 0 }, "`limit` must be at least 1, got 0."],
    ["find_symbols", { query: "Cart", limit: 2.5 }, "`limit` must be a whole number, got 2.5."],
    ["find_symbols", { query: "Cart", limit: "5" }, '`limit` must be a whole number, got "5".'],
    [
      "find_symbols",
      { query: "Cart", max_chars: 1_000_000 },
      "`max_chars` must be at most 30000, got 1000000.",
    ],
    [
      "find_symbols",
      { query: "Cart", include_source: "yes" },
      '`include_source` must be true or false, got "yes".',
    ],
    [
      "find_symbols",
      { qery: "Cart", path: "." },
      'unknown field "qery", did you mean `query`? (allowed: query, match, kinds, path, include_source, limit, cursor, max_chars).',
    ],
    [
      "find_symbols",
      { query: "Cart", maxChars: 9000 },
      'unknown field "maxChars", did you mean `max_chars`? (allowed: query, match, kinds, path, include_source, limit, cursor, max_chars).',
    ],
    ["read_code", {}, "`targets` is missing and must be an array."],
    ["read_code", { targets: "src/cart.ts" }, '`targets` must be an array, got "src/cart.ts".'],
    ["read_code", { targets: [] }, "`targets` must have at least 1 items, got an array of 0."],
    ["read_code", { targets: ["src/cart.ts", 5] }, "`targets[1]` must be a string, got 5."],
    [
      "read_code",
      { targets: ["src/cart.ts"], colour: "red" },
      'unknown field "colour" (allowed: targets, context, edit_ready, max_chars).',
    ],
    [
      "search_code",
      { pattern: "Cart", mode: { kind: "regex" } },
      '`mode` must be one of "literal", "regex", "syntax", got an object.',
    ],
    ["search_code", { pattern: null }, "`pattern` must be a string, got null."],
  ])("%s %j", async (tool, given, message) => {
    const result = await server.call(tool, given);
    expect(result).toMatchObject({ isError: true });
    expect(result.structuredContent).toBeUndefined();
    expect(await server.callText(tool, given)).toBe(
      `INVALID_ARGUMENTS: ${message} Next: Correct this and call again; nothing was done.`,
    );
  });
});

test("several faults are told at once", async () => {
  expect(await server.callText("search_code", { pattern: 5, limit: -1, regex: true })).toBe(
    'INVALID_ARGUMENTS: `pattern` must be a string, got 5; `limit` must be at least 1, got -1; unknown field "regex" (allowed: pattern, mode, path, language, ignore_case, context, limit, cursor, max_chars). Next: Correct this and call again; nothing was done.',
  );
});

test("an unknown tool is a protocol error with the nearest name", async () => {
  await expect(server.call("find_symbol", { query: "Cart" })).rejects.toMatchObject({
    code: -32602,
    message: expect.stringContaining(
      'Unknown tool "find_symbol". Did you mean find_symbols? Tools: get_overview, find_symbols, find_references, check_code, trace_impact, read_code, search_code, git_history, apply_patch, edit_files, rename_symbol, undo_edit, review_changes, commit_changes, run_tests, get_test_run.',
    ),
  });
});

test.each([
  ["damaged", "This cursor is damaged."],
  ["MjAgNDQgeHV4Mnhkdnl4MQ", "This cursor belongs to a request with other arguments."],
])("the cursor %s is refused", async (cursor, message) => {
  expect(await server.callText("search_code", { pattern: "Cart", cursor })).toBe(
    `CURSOR_INVALID: ${message} Next: Repeat the call it came from with exactly the same arguments and the cursor as it was answered, or leave cursor out to start over.`,
  );
});
