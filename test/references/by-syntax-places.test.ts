import { expect, test } from "vitest";

import { describePlaces, occurrencesOf } from "../../src/references/by-syntax-places.ts";
import type { Repository } from "../../src/repository/repository.ts";
import { paths, task } from "../parsing/built-parsing.ts";
import { openFiles, referenceLines } from "./by-syntax-repository.ts";

const files = {
  "shop/cart.tsx": `import { Cart as Base, type Line } from "./base.ts";

/** A Cart with a total. */
export class Cart extends Base {
  total = 0;
  add(line: Line, cart: Cart): Cart {
    this.total += cart["total"] + line.cost;
    return "Cart" in line ? new Cart() : <Cart total={1} />;
  }
}
export { Cart as Basket };
`,
  "shop/notes.md": "The Cart, not the Cartridge.\n",
  "shop/cart.json": '{ "Cart": 1 }\n',
  "shop/logo.ts": "\0binary",
  "shop/min.js": `${"a();".repeat(200)}cart();${"b();".repeat(99)}`,
};

let opened: Promise<Repository> | undefined;

async function openShop(): Promise<Repository> {
  opened ??= openFiles(files);
  return await opened;
}

test("a name is found in code by the tree, and apart from it in text and other files", async () => {
  const repository = await openShop();
  const found = await occurrencesOf(repository, "Cart", paths(...Object.keys(files)), task());
  expect(referenceLines([...found.values()].flatMap(({ places }) => places)))
    .toMatchInlineSnapshot(`
      "shop/cart.tsx:1:10 import | import { Cart as Base, type Line } from "./base.ts";
      shop/cart.tsx:4:14 definition | export class Cart extends Base {
      shop/cart.tsx:6:25 type in Cart.add | add(line: Line, cart: Cart): Cart {
      shop/cart.tsx:6:32 type in Cart.add | add(line: Line, cart: Cart): Cart {
      shop/cart.tsx:8:33 call in Cart.add | return "Cart" in line ? new Cart() : <Cart total={1} />;
      shop/cart.tsx:8:43 jsx in Cart.add | return "Cart" in line ? new Cart() : <Cart total={1} />;
      shop/cart.tsx:11:10 export | export { Cart as Basket };"
    `);
  expect(
    [...found.values()].flatMap(({ mentions }) =>
      mentions.map(({ path, line, column, kind }) => `${path}:${line}:${column} ${kind}`),
    ),
  ).toMatchInlineSnapshot(`
    [
      "shop/cart.tsx:3:7 comment",
      "shop/cart.tsx:8:13 string",
      "shop/notes.md:1:5 doc",
      "shop/cart.json:1:4 config",
    ]
  `);
});

test("members are found by their names, quoted ones too", async () => {
  const repository = await openShop();
  const found = await occurrencesOf(repository, "total", paths("shop/cart.tsx"), task());
  expect(referenceLines([...found.values()].flatMap(({ places }) => places)))
    .toMatchInlineSnapshot(`
      "shop/cart.tsx:5:3 definition in Cart | total = 0;
      shop/cart.tsx:7:10 write in Cart.add | this.total += cart["total"] + line.cost;
      shop/cart.tsx:7:25 read in Cart.add | this.total += cart["total"] + line.cost;
      shop/cart.tsx:8:48 jsx in Cart.add | return "Cart" in line ? new Cart() : <Cart total={1} />;"
    `);
});

test("places are described in the order they are asked for, and unreadable files leave gaps", async () => {
  const repository = await openShop();
  const [cart, logo] = paths("shop/cart.tsx", "shop/logo.ts");
  if (cart === undefined || logo === undefined) {
    throw new Error("There are two paths.");
  }
  const asked = [
    { path: cart, line: 8, column: 33 },
    { path: logo, line: 1, column: 1 },
    { path: cart, line: 1, column: 38 },
    { path: cart, line: 3, column: 7 },
    { path: cart, line: 4, column: 14 },
  ];
  const described = await describePlaces(repository, asked, task());
  expect(described.map((one) => one && referenceLines([one]))).toMatchInlineSnapshot(`
    [
      "shop/cart.tsx:8:33 call in Cart.add | return "Cart" in line ? new Cart() : <Cart total={1} />;",
      undefined,
      "shop/cart.tsx:1:38 import | import { Cart as Base, type Line } from "./base.ts";",
      "shop/cart.tsx:3:7 doc in Cart | /** A Cart with a total. */",
      "shop/cart.tsx:4:14 definition | export class Cart extends Base {",
    ]
  `);
});

test("what cannot be read is told with the reason", async () => {
  const repository = await openShop();
  const found = await occurrencesOf(
    repository,
    "Cart",
    paths("shop/logo.ts", "shop/gone.ts"),
    task(),
  );
  expect([...found.values()].map(({ missing }) => missing)).toMatchInlineSnapshot(`
    [
      "not text",
      "There is no file "shop/gone.ts".",
    ]
  `);
});

test("a long line is cut around the name", async () => {
  const repository = await openFiles({
    "shop/min.js": `${"a();".repeat(200)}cart();${"b();".repeat(99)}`,
  });
  const found = await occurrencesOf(repository, "cart", paths("shop/min.js"), task());
  const [place] = [...found.values()].flatMap(({ places }) => places);
  expect(place?.text.length).toBeLessThanOrEqual(200);
  expect(place?.text).toContain("cart();");
});

test("three hundred files are read by all threads, and none for a client that left", async () => {
  const names = Array.from({ length: 300 }, (_, index) => `shop/shelf-${index}.ts`);
  const repository = await openFiles(
    Object.fromEntries(names.map((name) => [name, "export class Cart {}\nnew Cart();\n"])),
  );
  const found = await occurrencesOf(repository, "Cart", paths(...names), task());
  expect([...found.keys()]).toEqual(names);
  expect([...found.values()].every(({ places }) => places.length === 2)).toBe(true);
  const left = AbortSignal.abort(new Error("the client left"));
  const asked = occurrencesOf(repository, "Cart", paths(...names), task(left));
  await expect(asked).rejects.toThrow("the client left");
});
