import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeRepository } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

const shelves = 130;
const symbolsAnswer = z.looseObject({
  symbols: z.array(z.looseObject({ name: z.string() })),
  total: z.number(),
  shown: z.number(),
  cursor: z.string().optional(),
});
let server: StartedServer;

beforeAll(async () => {
  const files = Array.from({ length: 13 }, (_, file) => {
    const functions = Array.from(
      { length: 10 },
      (_unused, at) => `export function shelf${file * 10 + at}() {}\n`,
    );
    return [`src/room${file}.ts`, functions.join("")] as const;
  });
  server = await startServer({ root: await makeRepository(Object.fromEntries(files)) });
});

afterAll(async () => {
  await server.close();
});

test.each([
  ["find_symbols", { path: "src", limit: 40, max_chars: 8000 }],
  ["find_symbols", { path: "src", limit: 200, max_chars: 2000 }],
])("the pages of %s %j give every entry once and fit the budget", async (tool, given) => {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const { structuredContent, content } = await server.call(tool, {
      ...given,
      ...(cursor !== undefined && { cursor }),
    });
    const record = symbolsAnswer.parse(structuredContent);
    expect(record.total).toBe(shelves);
    expect(record.shown).toBe(record.symbols.length);
    expect(
      Math.max(
        JSON.stringify(record).length,
        ...content.map((block) => (block.type === "text" ? block.text.length : 0)),
      ),
    ).toBeLessThanOrEqual(given.max_chars);
    names.push(...record.symbols.map(({ name }) => name));
    ({ cursor } = record);
  } while (cursor !== undefined);
  expect(names.toSorted()).toEqual(
    Array.from({ length: shelves }, (_, at) => `shelf${at}`).toSorted(),
  );
});

test("the last line of a page tells the call that gets the rest", async () => {
  const text = await server.callText("search_code", { pattern: "export function", limit: 50 });
  expect(text).toMatch(/^130 matches in 13 files\n/);
  const [, cursor] =
    /\nShown 1-50 of 130\. For the rest repeat the call with cursor "([\w-]+)"\.$/.exec(text) ?? [];
  const next = await server.callText("search_code", {
    pattern: "export function",
    limit: 100,
    cursor,
  });
  expect(next).toMatch(/\nShown 51-130 of 130, the last ones\.$/);
});

test("a cursor of another request is refused", async () => {
  const { structuredContent } = await server.call("find_symbols", { path: "src", limit: 10 });
  const { cursor } = symbolsAnswer.parse(structuredContent);
  expect(await server.callText("find_symbols", { path: "src", kinds: ["class"], cursor })).toMatch(
    /^CURSOR_INVALID: /,
  );
  expect(
    await server.callText("find_symbols", { path: "src", limit: 5, max_chars: 3000, cursor }),
  ).toMatch(/\nShown 11-15 of 130\. /);
});
