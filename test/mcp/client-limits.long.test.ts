import { beforeAll, expect, test } from "vitest";
import { makeRepository } from "../support/repository.ts";
import { startServer, textOf } from "../support/start-server.ts";

let root: string;

/** More than fits, and characters of one and of three bytes. */
beforeAll(async () => {
  root = await makeRepository({
    "cart.ts": many((at) => `export function addToCart${at}(item: string, count: number): void {}`),
    "wagen.ts": many((at) => `export const 購物車加入商品數量購物車加入商品數量購物車${at} = 1;`),
  });
});

function many(of: (at: number) => string): string {
  return Array.from({ length: 200 }, (_, at) => of(at)).join("\n");
}

interface Shown {
  readonly text: string;
  readonly record: string;
}

async function ask(
  clientName: string,
  era: "legacy" | "modern",
  args: Readonly<Record<string, unknown>> = { path: "cart.ts" },
): Promise<Shown> {
  const server = await startServer({ root, era, clientName });
  const result = await server.call("find_symbols", { limit: 200, ...args });
  await server.close();
  return { text: textOf(result), record: JSON.stringify(result.structuredContent) };
}

test.each([
  ["claude-code", "modern", "shows the record", ({ record }: Shown) => record],
  ["codex-mcp-client", "legacy", "shows the record", ({ record }: Shown) => record],
  ["gemini-cli-mcp-client", "legacy", "shows the text", ({ text }: Shown) => text],
  ["JetBrains-IU", "legacy", "shows both", ({ text, record }: Shown) => text + record],
] as const)("%s (%s) %s, which fits and uses the budget", async (name, era, _how, shownOf) => {
  const shown = shownOf(await ask(name, era)).length;
  expect(shown).toBeLessThanOrEqual(8000);
  expect(shown).toBeGreaterThan(7000);
});

test("a client that nobody knows gets what fits either way", async () => {
  const { text, record } = await ask("anything", "legacy");
  expect(record.length).toBeLessThanOrEqual(8000);
  expect(text.length).toBeLessThanOrEqual(8000);
});

test("Codex counts bytes, so nothing is cut out of an answer in another script; an explicit budget wins", async () => {
  const path = "wagen.ts";
  const codex = await ask("codex-mcp-client", "legacy", { path });
  expect(Buffer.byteLength(codex.record)).toBeLessThanOrEqual(11_500);
  const other = await ask("claude-code", "legacy", { path });
  expect(Buffer.byteLength(other.record)).toBeGreaterThan(11_500);
  expect(await ask("codex-mcp-client", "legacy", { path, max_chars: 8000 })).toEqual(other);
});
