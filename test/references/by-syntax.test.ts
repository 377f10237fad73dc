import { expect, test } from "vitest";

import { relateBySyntax } from "../../src/references/by-syntax-relations.ts";
import { findBySyntax } from "../../src/references/by-syntax.ts";
import type { Repository } from "../../src/repository/repository.ts";
import { task } from "../parsing/built-parsing.ts";
import { claimLines, markedTarget, openFiles, targetIn } from "./by-syntax-repository.ts";

/** One file for each case; the name asked about stands after `|`. */
const marked = {
  "cart.ts": `const price = 1;
function pay(|price: number) {
  const inner = (price: number) => price * 2;
  { const price = 3; inner(price); }
  return inner(price) + { price }.price;
}
pay(price);
`,
  "cart.test.ts": `test("a", () => { function |make() {} make(); type T = 1; });
test("b", () => { function make() {} make(); });
make();
`,
  "cart.js": `function pay(list) {
  if (list) { var |sum = 1; }
  ({ sum } = list);
  return sum;
}
`,
  "shop.py": `|total = 0
def add(n):
    global total
    total += n
def other():
    total = 1
    return total
`,
  "lib.rs": "fn f() { let x = 1; let |x = x + 1; let y = x; let x = y; x; }\n",
  "a.go": "package a\nfunc f(|x int) { g(x); { x := x; g(x) }; g(x) }\n",
} as const;

let opened: Promise<Repository> | undefined;

/** References of the marked name of a file. */
async function referencesIn(file: keyof typeof marked): Promise<string> {
  opened ??= openFiles(
    Object.fromEntries(Object.entries(marked).map(([path, text]) => [path, text.replace("|", "")])),
  );
  const found = await findBySyntax(await opened, markedTarget(file, marked[file]), task());
  return claimLines(found);
}

test("a parameter is found in its function alone, and not where an inner one hides it", async () => {
  expect(await referencesIn("cart.ts")).toMatchInlineSnapshot(`
    "scoped, complete
    1 files: 1 in result, 0 other symbol, 0 text, 0 open
    cart.ts:2:14 definition in pay | function pay(price: number) {
    cart.ts:5:16 read in pay | return inner(price) + { price }.price;
    cart.ts:5:27 read in pay | return inner(price) + { price }.price;"
  `);
});

test("a function in a callback is no name of the file", async () => {
  expect(await referencesIn("cart.test.ts")).toMatchInlineSnapshot(`
    "scoped, complete
    1 files: 1 in result, 0 other symbol, 0 text, 0 open
    cart.test.ts:1:28 definition | test("a", () => { function make() {} make(); type T = 1; });
    cart.test.ts:1:38 call | test("a", () => { function make() {} make(); type T = 1; });"
  `);
});

test("`var` belongs to its function, and what a pattern assigns to is no declaration", async () => {
  expect(await referencesIn("cart.js")).toMatchInlineSnapshot(`
    "scoped, complete
    1 files: 1 in result, 0 other symbol, 0 text, 0 open
    cart.js:2:19 definition in pay | if (list) { var sum = 1; }
    cart.js:3:6 write in pay | ({ sum } = list);
    cart.js:4:10 read in pay | return sum;"
  `);
});

test("Python: a global name is the module's, also where a function assigns to it", async () => {
  expect(await referencesIn("shop.py")).toMatchInlineSnapshot(`
    "scoped, complete
    1 files: 1 in result, 0 other symbol, 0 text, 0 open
    shop.py:1:1 definition | total = 0
    shop.py:3:12 read in add | global total
    shop.py:4:5 write in add | total += n"
  `);
});

test("Rust: a name bound again is another one", async () => {
  expect(await referencesIn("lib.rs")).toMatchInlineSnapshot(`
      "scoped, complete
      1 files: 1 in result, 0 other symbol, 0 text, 0 open
      lib.rs:1:25 definition in f | fn f() { let x = 1; let x = x + 1; let y = x; let x = y; x; }
      lib.rs:1:44 read in f | fn f() { let x = 1; let x = x + 1; let y = x; let x = y; x; }"
    `);
});

test("Go: the right side of a declaration names the outer one", async () => {
  expect(await referencesIn("a.go")).toMatchInlineSnapshot(`
    "scoped, complete
    1 files: 1 in result, 0 other symbol, 0 text, 0 open
    a.go:2:8 definition in f | func f(x int) { g(x); { x := x; g(x) }; g(x) }
    a.go:2:19 read in f | func f(x int) { g(x); { x := x; g(x) }; g(x) }
    a.go:2:30 read in f | func f(x int) { g(x); { x := x; g(x) }; g(x) }
    a.go:2:43 read in f | func f(x int) { g(x); { x := x; g(x) }; g(x) }"
  `);
});

const shop = {
  "package.json": '{ "name": "root", "workspaces": ["packages/*"] }',
  "packages/money/package.json": '{ "name": "@shop/money", "main": "lib/index.js" }',
  "packages/money/src/index.ts":
    'export * from "./inner.js";\nexport { Coin as default } from "./coin.js";\n',
  "packages/money/src/inner.ts": 'export { Coin as Money, Coin } from "./coin.js";\n',
  "packages/money/src/coin.ts": `import { External } from "somewhere";
/** A {@link Coin}. */
export class Coin extends External {
  worth = 1;
  double() { return this.worth * 2; }
}
export const makeCoin = (): Coin => new Coin();
`,
  "packages/till/till.tsx": `import Cash, { Money } from "@shop/money";
import * as money from "@shop/money";
const Coin = 1;
export const pay = (coin: Money, other: money.Coin) => [new Cash(), coin.worth, Coin, coin.Coin];
`,
  "packages/till/lazy.ts": `export const load = async () => { const { Coin } = await import("@shop/money"); return Coin; };\n`,
  "packages/till/other.ts": `import { Coin } from "other-library";\nimport { Coin as Missing } from "@/generated";\nnew Coin(); new Missing();\n`,
  "packages/till/sub.ts": `import { Coin } from "@shop/money";\nexport class Crown extends Coin { double() { return pay(this); } }\nfunction pay(coin: Coin) { return coin.double(); }\n`,
  "README.md": "A Coin.\n",
};

let shopOpened: Promise<Repository> | undefined;

async function openShop(): Promise<Repository> {
  shopOpened ??= openFiles(shop);
  return await shopOpened;
}

test("an exported class is followed through barrels, aliases, defaults, namespaces and packages", async () => {
  const repository = await openShop();
  const target = await targetIn(repository, "packages/money/src/coin.ts", "Coin");
  const found = await findBySyntax(repository, target, task());
  expect(claimLines(found)).toMatchInlineSnapshot(`
    "candidate, incomplete
    7 files: 5 in result, 0 other symbol, 0 text, 2 open
    packages/till/lazy.ts:1 Not decided: the file uses its module as a value, which may be what this goes through.
    packages/till/other.ts:2 Not decided: where @/generated leads is not known.
    packages/money/src/coin.ts:3:14 definition (scoped) | export class Coin extends External {
    packages/money/src/coin.ts:7:29 type in makeCoin (scoped) | export const makeCoin = (): Coin => new Coin();
    packages/money/src/coin.ts:7:41 call in makeCoin (scoped) | export const makeCoin = (): Coin => new Coin();
    packages/money/src/index.ts:2:10 export (scoped) | export { Coin as default } from "./coin.js";
    packages/money/src/index.ts:2:18 export (scoped) | export { Coin as default } from "./coin.js";
    packages/money/src/inner.ts:1:10 export (scoped) | export { Coin as Money, Coin } from "./coin.js";
    packages/money/src/inner.ts:1:18 export (scoped) | export { Coin as Money, Coin } from "./coin.js";
    packages/money/src/inner.ts:1:25 export (scoped) | export { Coin as Money, Coin } from "./coin.js";
    packages/till/lazy.ts:1:43 definition in load | export const load = async () => { const { Coin } = await import("@shop/money"); return Coin; };
    packages/till/lazy.ts:1:88 read in load | export const load = async () => { const { Coin } = await import("@shop/money"); return Coin; };
    packages/till/other.ts:2:10 import | import { Coin as Missing } from "@/generated";
    packages/till/sub.ts:1:10 import (scoped) | import { Coin } from "@shop/money";
    packages/till/sub.ts:2:28 extends in Crown (scoped) | export class Crown extends Coin { double() { return pay(this); } }
    packages/till/sub.ts:3:20 type in pay (scoped) | function pay(coin: Coin) { return coin.double(); }
    packages/till/till.tsx:1:8 import (scoped) | import Cash, { Money } from "@shop/money";
    packages/till/till.tsx:1:16 import (scoped) | import Cash, { Money } from "@shop/money";
    packages/till/till.tsx:4:27 type in pay (scoped) | export const pay = (coin: Money, other: money.Coin) => [new Cash(), coin.worth, Coin, coin.Coin];
    packages/till/till.tsx:4:47 type in pay (scoped) | export const pay = (coin: Money, other: money.Coin) => [new Cash(), coin.worth, Coin, coin.Coin];
    packages/till/till.tsx:4:61 call in pay (scoped) | export const pay = (coin: Money, other: money.Coin) => [new Cash(), coin.worth, Coin, coin.Coin];"
  `);
  expect(found.mentions.map(({ path, line, kind }) => `${path}:${line} ${kind}`))
    .toMatchInlineSnapshot(`
      [
        "packages/money/src/coin.ts:2 comment",
      ]
    `);
});

test("a member is as sure as its name, and never said to be complete", async () => {
  const repository = await openShop();
  const unique = await targetIn(repository, "packages/money/src/coin.ts", "Coin.worth");
  expect(claimLines(await findBySyntax(repository, unique, task()))).toMatchInlineSnapshot(`
    "unique, incomplete
    2 files: 2 in result, 0 other symbol, 0 text, 0 open
    packages/money/src/coin.ts:4:3 definition in Coin (scoped) | worth = 1;
    packages/money/src/coin.ts:5:26 read in Coin.double (scoped) | double() { return this.worth * 2; }
    packages/till/till.tsx:4:74 read in pay | export const pay = (coin: Money, other: money.Coin) => [new Cash(), coin.worth, Coin, coin.Coin];"
  `);
  const common = await targetIn(repository, "packages/money/src/coin.ts", "Coin.double");
  expect(claimLines(await findBySyntax(repository, common, task()))).toMatchInlineSnapshot(`
    "candidate, incomplete
    2 files: 1 in result, 0 other symbol, 0 text, 1 open
    packages/till/sub.ts:3 Not decided: the type of what it is a member of is not known.
    packages/money/src/coin.ts:5:3 definition in Coin (scoped) | double() { return this.worth * 2; }
    packages/till/sub.ts:3:40 call in pay | function pay(coin: Coin) { return coin.double(); }"
  `);
});

test("a type and a value of one name are two symbols where they share nothing", async () => {
  const repository = await openFiles({
    "shape.ts": `export interface Shape { n: number }
export const Shape = { make: (): Shape => ({ n: 1 }) };
`,
    "use.ts": `import { Shape } from "./shape.ts";
const shape: Shape = Shape.make();
`,
  });
  const target = await targetIn(repository, "shape.ts", "Shape");
  expect(claimLines(await findBySyntax(repository, target, task()))).toMatchInlineSnapshot(`
    "scoped, complete
    2 files: 2 in result, 0 other symbol, 0 text, 0 open
    shape.ts:1:18 definition | export interface Shape { n: number }
    shape.ts:2:34 type in Shape.make | export const Shape = { make: (): Shape => ({ n: 1 }) };
    use.ts:1:10 import | import { Shape } from "./shape.ts";
    use.ts:2:14 type in shape | const shape: Shape = Shape.make();"
  `);
});

test("a file that no grammar reads and that may import the name is left open", async () => {
  const repository = await openFiles({
    "price.ts": "export const price = 1;\n",
    "cart.vue": '<script>import { price } from "./price";</script>\n',
    "till.vue": "<p>prices</p>\n",
  });
  const target = await targetIn(repository, "price.ts", "price");
  expect(claimLines(await findBySyntax(repository, target, task()))).toMatchInlineSnapshot(`
    "scoped, incomplete
    2 files: 1 in result, 0 other symbol, 0 text, 1 open
    cart.vue:1 No grammar reads this kind of file, and it may import the name.
    price.ts:1:14 definition | export const price = 1;"
  `);
});

test("relations: callers, callees, subtypes, supertypes and definitions", async () => {
  const repository = await openShop();
  const sub = "packages/till/sub.ts";
  const ask = async (
    relation: Parameters<typeof relateBySyntax>[1],
    file: string,
    name: string,
  ): Promise<string> => {
    const target = await targetIn(repository, file, name);
    const { precision, complete, references } = await relateBySyntax(
      repository,
      relation,
      target,
      task(),
    );
    const lines = references.map(
      ({ path, line, role, in: enclosing = "-", precision: own = "" }) =>
        `${path}:${line} ${role} in ${enclosing} ${own}`,
    );
    return [`${relation} of ${name}: ${precision}, ${complete}`, ...lines].join("\n");
  };
  expect(
    [
      await ask("callers", sub, "pay"),
      await ask("callees", sub, "Crown.double"),
      await ask("callees", sub, "pay"),
      await ask("subtypes", "packages/money/src/coin.ts", "Coin"),
      await ask("supertypes", sub, "Crown"),
      await ask("supertypes", "packages/money/src/coin.ts", "Coin"),
    ].join("\n"),
  ).toMatchInlineSnapshot(`
    "callers of pay: scoped, true
    packages/till/sub.ts:2 call in Crown.double 
    callees of Crown.double: scoped, true
    packages/till/sub.ts:3 definition in - 
    callees of pay: candidate, false
    packages/till/sub.ts:3 call in pay 
    subtypes of Coin: scoped, false
    packages/till/sub.ts:2 extends in Crown 
    supertypes of Crown: scoped, true
    packages/money/src/coin.ts:3 definition in - 
    supertypes of Coin: scoped, true"
  `);
  const usage = markedTarget(
    "packages/till/till.tsx",
    shop["packages/till/till.tsx"].replace("money.Coin", "money.|Coin"),
  );
  const { precision, references } = await relateBySyntax(repository, "definition", usage, task());
  expect([precision, ...references.map(({ path, line }) => `${path}:${line}`)]).toEqual([
    "scoped",
    "packages/money/src/coin.ts:3",
  ]);
});
