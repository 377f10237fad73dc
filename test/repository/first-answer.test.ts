import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { makeRepository } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

let server: StartedServer;

/** Large enough that the first answer does not wait for the words of every file. */
beforeAll(async () => {
  const filler = Array.from(
    { length: 600 },
    (_, line) => `  shelf${line} = "${"x".repeat(20)}";`,
  ).join("\n");
  const files = Array.from({ length: 500 }, (_, index) => [
    `src/stock-${index}.ts`,
    `export class Stock${index} {\n${filler}\n}\n`,
  ]);
  const root = await makeRepository({
    ...Object.fromEntries(files),
    "src/till.ts": "export class Till {}\n",
    "src/counter.ts": "import { Till } from './till';\nexport const counter = new Till();\n",
    "src/notes.ts": "// Till is spoken of here, and Tillage.\n",
  });
  await mkdir(join(root, "wide"));
  await writeFile(
    join(root, "wide", "till.ts"),
    Buffer.from("\ufeffexport interface Till {}\n", "utf16le"),
  );
  server = await startServer({ root });
}, 30_000);

afterAll(async () => await server.close());

test("the first exact answer of a large repository is that of the whole index", async () => {
  const first = await server.callText("find_symbols", { query: "Till" });
  expect(first).toMatchInlineSnapshot(`
    "2 symbols (exact match; precision: syntax)
    src/till.ts:1 class Till exported — export class Till
    wide/till.ts:1 interface Till exported — export interface Till"
  `);
  expect(await server.callText("find_symbols", { query: "Tlil" })).toContain("(fuzzy match");
  expect(await server.callText("find_symbols", { query: "Till" })).toBe(first);
});

test("a name that stands nowhere is not made up, and a part of one is found by the next step", async () => {
  expect(await server.callText("find_symbols", { query: "Tillage" })).toContain("0 symbols");
  expect(await server.callText("find_symbols", { query: "ock499" })).toContain("class Stock499");
});
