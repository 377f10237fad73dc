import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyFixture, makeRepository, writeFiles } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

let fixture: StartedServer;
let shop: StartedServer;
let shopRoot: string;

beforeAll(async () => {
  shopRoot = await makeRepository(shopFiles);
  await writeFiles(shopRoot, { "generated/labels.ts": "export function printLabel() {}\n" });
  [fixture, shop] = await Promise.all([
    startServer({ root: await copyFixture("typescript") }),
    startServer({ root: shopRoot }),
  ]);
});

afterAll(async () => {
  await Promise.all([fixture.close(), shop.close()]);
});

const shopFiles = {
  ".gitignore": "generated/\n",
  "src/Warehouse.cs":
    "namespace Lantern.Warehouse\n{\n    public class Shelf\n    {\n        public int @event;\n        public static Shelf operator +(Shelf a, Shelf b) => a;\n    }\n}\n",
  "src/stage.ts":
    'export enum Stage {\n  "on-hold" = 1,\n  Open = 2,\n  "second hand" = 3,\n}\nexport class Basket {\n  #count = 0;\n  [Symbol.iterator]() {\n    return [].values();\n  }\n  get size() {\n    return this.#count;\n  }\n  set size(value) {}\n}\n',
  "src/price.ts":
    "export function price(of: string): number;\nexport function price(of: number): number;\nexport function price(of: unknown): number {\n  return Number(of);\n}\nexport function priceList() {}\n",
  "src/URI.ts": "export class URI {}\nexport class UriList {}\n",
  "src/raw.rs": "pub struct r#type;\npub mod r#mod {\n    pub fn inside() {}\n}\n",
  "test/price.test.ts": "function price() {}\n",
};

test("a name is found exactly, with the sources before the tests and overloads as one entry", async () => {
  expect(await shop.callText("find_symbols", { query: "price" })).toMatchInlineSnapshot(`
    "2 symbols (exact match; precision: syntax)
    src/price.ts:1-5 function price exported — export function price(of: string): number (3 declarations)
    test/price.test.ts:1 function price — function price()"
  `);
});

test("the record has the same facts as the text", async () => {
  const { structuredContent } = await shop.call("find_symbols", {
    query: "price",
    path: "src",
    include_source: true,
  });
  expect(structuredContent).toMatchInlineSnapshot(`
    {
      "complete": true,
      "matched": "exact",
      "notes": [],
      "precision": "syntax",
      "shown": 1,
      "symbols": [
        {
          "declarations": 3,
          "end_line": 5,
          "exported": true,
          "kind": "function",
          "line": 1,
          "name": "price",
          "path": "src/price.ts",
          "qualified_name": "price",
          "signature": "export function price(of: string): number",
          "source": "export function price(of: string): number;
    export function price(of: number): number;
    export function price(of: unknown): number {
      return Number(of);
    }",
        },
      ],
      "total": 1,
    }
  `);
});

describe("names that are no single word are found however they are written", () => {
  test.each([
    ["Warehouse", "Lantern.Warehouse"],
    ["Lantern.Warehouse", "Lantern.Warehouse"],
    ["Lantern", "Lantern.Warehouse"],
    ["Lantern.Warehouse.Shelf", "Lantern.Warehouse.Shelf"],
    ["Warehouse::Shelf", "Lantern.Warehouse.Shelf"],
    ["event", "Lantern.Warehouse.Shelf.@event"],
    ["@event", "Lantern.Warehouse.Shelf.@event"],
    ["+", "Lantern.Warehouse.Shelf.+"],
    ["on-hold", "Stage.on-hold"],
    ["ON-HOLD", "Stage.on-hold"],
    ["Basket.count", "Basket.#count"],
    ["Basket.#count", "Basket.#count"],
    ["#count", "Basket.#count"],
    ["[Symbol.iterator]", "Basket.[Symbol.iterator]"],
    ["Symbol.iterator", "Basket.[Symbol.iterator]"],
    ["type", "r#type"],
    ["r#type", "r#type"],
    ["r#mod::inside", "r#mod.inside"],
    ["mod.inside", "r#mod.inside"],
    ["src/stage.ts#Basket.size", "Basket.size"],
    ["src/stage.ts::Basket::size", "Basket.size"],
    ["Basket#size", "Basket.size"],
    ["priceList()", "priceList"],
    ["class Basket", "Basket"],
    ["get size", "Basket.size"],
    ["price list", "priceList"],
    ["second hand", "Stage.second hand"],
    ["price.priceList", "priceList"],
    ["src.price.priceList", "priceList"],
    ["generated/labels.ts#printLabel", "printLabel"],
  ])("%s is %s", async (query, expected) => {
    const { structuredContent } = await shop.call("find_symbols", { query });
    expect(structuredContent).toMatchObject({
      complete: true,
      symbols: [{ qualified_name: expected }],
    });
  });
});

test("a name in another case comes alone, and it is said", async () => {
  expect(await shop.callText("find_symbols", { query: "urI" })).toMatchInlineSnapshot(`
    "1 symbol (exact match; precision: syntax)
    src/URI.ts:1 class URI exported — export class URI
    Note: No name is written urI exactly; these differ from it in upper and lower case."
  `);
});

test("a member that its container does not have is looked for elsewhere, and it is said", async () => {
  expect(await shop.callText("find_symbols", { query: "Stage.size" })).toMatchInlineSnapshot(`
    "1 symbol (exact match; precision: syntax)
    src/stage.ts:11-14 accessor Basket.size exported — get size() (2 declarations)
    Note: There is no size in Stage; these stand elsewhere. It may be inherited."
  `);
});

test("a slip of the keyboard is forgiven", async () => {
  expect(await fixture.callText("find_symbols", { query: "Crat" })).toMatchInlineSnapshot(`
    "2 symbols (fuzzy match; precision: syntax)
    src/cart.ts
      93-144 class Cart exported — export default class Cart extends Basket
        // A cart with memory.
      190 property global.Window.cart exported — cart: Cart"
  `);
});

test("nothing found says what else to try", async () => {
  expect(await shop.callText("find_symbols", { query: "zeppelin" })).toMatchInlineSnapshot(`
    "0 symbols (fuzzy match; precision: syntax)
    Note: Nothing found. Try a part of the name, or search_code for text that is no definition."
  `);
});

test("kinds and path narrow a search", async () => {
  expect(
    await fixture.callText("find_symbols", {
      query: "t",
      match: "prefix",
      kinds: ["method"],
      path: "src",
    }),
  ).toMatchInlineSnapshot(`
    "1 symbol (prefix match; precision: syntax)
    src/cart.ts:38 method CartLine.total exported — total(): Price"
  `);
});

test("the outline of a file has every signature in its order", async () => {
  expect(await shop.callText("find_symbols", { path: "src/price.ts" })).toMatchInlineSnapshot(`
    "4 symbols (outline; precision: syntax)
    src/price.ts
      1 function price exported — export function price(of: string): number
      2 function price exported — export function price(of: number): number
      3-5 function price exported — export function price(of: unknown): number
      6 function priceList exported — export function priceList()"
  `);
});

test("the outline of a folder has the outermost definitions", async () => {
  expect(await shop.callText("find_symbols", { path: "src", limit: 4 })).toMatch(
    /^11 symbols \(outline; precision: syntax\)\n[^]*Shown 1-4 of 11\. For the rest repeat the call with cursor "[\w-]+"\.$/,
  );
});

test("a file that git ignores is outlined when it is named", async () => {
  expect(await shop.callText("find_symbols", { path: "generated/labels.ts" }))
    .toMatchInlineSnapshot(`
    "1 symbol (outline; precision: syntax)
    generated/labels.ts:1 function printLabel exported — export function printLabel()"
  `);
});

test("a path that leads nowhere is refused with what to do", async () => {
  const given = [
    { path: "src/pirce.ts" },
    { path: "scr" },
    { path: "generated" },
    { path: "../elsewhere" },
    { query: "x", path: ".git/config" },
  ];
  const answers = given.map(async (one) => await shop.callText("find_symbols", one));
  expect(await Promise.all(answers)).toMatchInlineSnapshot(`
    [
      "NOT_FOUND: There is no "src/pirce.ts" in the repository. Next: Did you mean "src/price.ts"?",
      "NOT_FOUND: There is no "scr" in the repository. Next: Call get_overview to see what there is.",
      "PATH_NOT_LISTED: "generated" is a folder that git ignores, or that holds no files, so it is not searched. Next: Name a file in it, or another path.",
      "PATH_ESCAPE: "../elsewhere" leads outside the repository root. Next: Give a path relative to the repository root, such as src/main.ts.",
      "PROTECTED: ".git/config" lies in git's own folder, which is closed. Next: Ask for history and changes with the git tools instead.",
    ]
  `);
});

test("a file too large to parse makes the answer incomplete", async () => {
  const root = await makeRepository({ "small.ts": "export function lamp() {}\n" });
  await writeFile(join(root, "large.ts"), `function lamp() {}\n${"// light\n".repeat(500_000)}`);
  const server = await startServer({ root });
  expect(await server.callText("find_symbols", { query: "lamp" })).toMatchInlineSnapshot(`
    "at least 1 symbol (exact match; precision: syntax)
    small.ts:1 function lamp exported — export function lamp()
    Note: large.ts was not searched: larger than 4 MiB."
  `);
  await server.close();
});
