import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { type ServedRepository, serveRepository, slow } from "./rename-shop.ts";

let server: ServedRepository;

beforeAll(async () => {
  server = await serveRepository();
}, slow.timeout);

afterEach(async () => {
  await server.reset();
});

afterAll(async () => {
  await server.close();
});

test(
  "a function is renamed through re-exports; aliases, prose and data keep the name and are listed",
  slow,
  async () => {
    expect(await server.rename("src/money/fees.ts", "function «fee»", "charge"))
      .toMatchInlineSnapshot(`
        "Renamed: 6 places in 3 files (edit_id …); precision: exact by TypeScript 7.0.2; complete: yes
        src/money/fees.ts: lines 3
        src/shop.ts: lines 1, 2
        src/till.ts: lines 1, 2, 11
        Not touched: 7 places keep the old name:
          src/shop.ts:2 alias — export { fee as surcharge } from "./money/fees.ts";
          src/till.ts
            1 alias — import { Cart, fee, surcharge } from "./shop.ts";
            2 alias — import { fee as handling } from "./money/fees.ts";
            15 comment — /** No fee is negative. */
            20 string — export const columns = ["cents", "fee"];
          README.md:3 doc — Call \`fee\` from src/money/fees.ts.
          settings.json:1 config — { "fee": 3 }"
      `);
    expect(await server.diff()).toMatchInlineSnapshot(`
      "+++ b/src/money/fees.ts
      -export function fee(cents: number): number {
      +export function charge(cents: number): number {
      +++ b/src/shop.ts
      -export { fee } from "./money/fees.ts";
      -export { fee as surcharge } from "./money/fees.ts";
      +export { charge } from "./money/fees.ts";
      +export { charge as surcharge } from "./money/fees.ts";
      +++ b/src/till.ts
      -import { Cart, fee, surcharge } from "./shop.ts";
      -import { fee as handling } from "./money/fees.ts";
      +import { Cart, charge, surcharge } from "./shop.ts";
      +import { charge as handling } from "./money/fees.ts";
      -  const fees = fee(cents) + handling(cents) + surcharge(cents);
      +  const fees = charge(cents) + handling(cents) + surcharge(cents);"
    `);
  },
);

test(
  "include_strings renames the word in strings and comments of source files, too",
  slow,
  async () => {
    const answer = await server.rename("src/money/fees.ts", "function «fee»", "charge", {
      include_strings: true,
    });
    expect(answer).toMatchInlineSnapshot(`
      "Renamed: 8 places in 3 files (edit_id …); precision: exact by TypeScript 7.0.2; complete: yes
      src/money/fees.ts: lines 3
      src/shop.ts: lines 1, 2
      src/till.ts: lines 1, 2, 11, 15, 20
      Not touched: 5 places keep the old name:
        src/shop.ts:2 alias — export { fee as surcharge } from "./money/fees.ts";
        src/till.ts
          1 alias — import { Cart, fee, surcharge } from "./shop.ts";
          2 alias — import { fee as handling } from "./money/fees.ts";
        README.md:3 doc — Call \`fee\` from src/money/fees.ts.
        settings.json:1 config — { "fee": 3 }"
    `);
    expect(await server.diff()).toMatchInlineSnapshot(`
      "+++ b/src/money/fees.ts
      -export function fee(cents: number): number {
      +export function charge(cents: number): number {
      +++ b/src/shop.ts
      -export { fee } from "./money/fees.ts";
      -export { fee as surcharge } from "./money/fees.ts";
      +export { charge } from "./money/fees.ts";
      +export { charge as surcharge } from "./money/fees.ts";
      +++ b/src/till.ts
      -import { Cart, fee, surcharge } from "./shop.ts";
      -import { fee as handling } from "./money/fees.ts";
      +import { Cart, charge, surcharge } from "./shop.ts";
      +import { charge as handling } from "./money/fees.ts";
      -  const fees = fee(cents) + handling(cents) + surcharge(cents);
      +  const fees = charge(cents) + handling(cents) + surcharge(cents);
      -/** No fee is negative. */
      +/** No charge is negative. */
      -export const columns = ["cents", "fee"];
      +export const columns = ["cents", "charge"];"
    `);
  },
);

test("an alias is renamed where it is, and where it is imported", slow, async () => {
  await server.rename("src/shop.ts", "as «surcharge»", "extra");
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/src/shop.ts
    -export { fee as surcharge } from "./money/fees.ts";
    +export { fee as extra } from "./money/fees.ts";
    +++ b/src/till.ts
    -import { Cart, fee, surcharge } from "./shop.ts";
    +import { Cart, fee, extra } from "./shop.ts";
    -  const fees = fee(cents) + handling(cents) + surcharge(cents);
    +  const fees = fee(cents) + handling(cents) + extra(cents);"
  `);
});

test("a variable behind a shorthand property leaves the property as it is", slow, async () => {
  await server.rename("src/till.ts", "const «fees»", "charges");
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/src/till.ts
    -  const fees = fee(cents) + handling(cents) + surcharge(cents);
    -  return { cents, fees };
    +  const charges = fee(cents) + handling(cents) + surcharge(cents);
    +  return { cents, fees: charges };"
  `);
});

test(
  "a property leaves the variables of its shorthand and destructuring as they are",
  slow,
  async () => {
    await server.rename("src/till.ts", "readonly «fees»", "charges");
    expect(await server.diff()).toMatchInlineSnapshot(`
      "+++ b/src/till.ts
      -  readonly fees: number;
      +  readonly charges: number;
      -  return { cents, fees };
      +  return { cents, charges: fees };
      -export function show({ cents, fees }: Receipt): string {
      +export function show({ cents, charges: fees }: Receipt): string {"
    `);
  },
);

test("a component is renamed in JSX", slow, async () => {
  await server.rename("src/label.tsx", "function «Label»", "Tag");
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/src/label.tsx
    -export function Label({ caption }: { readonly caption: string }): JSX.Element {
    +export function Tag({ caption }: { readonly caption: string }): JSX.Element {
    -export const Sale = (): JSX.Element => <Label caption="Sale" />;
    +export const Sale = (): JSX.Element => <Tag caption="Sale" />;"
  `);
});

test("a prop is renamed in JSX", slow, async () => {
  await server.rename("src/label.tsx", "readonly «caption»", "text");
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/src/label.tsx
    -export function Label({ caption }: { readonly caption: string }): JSX.Element {
    +export function Label({ text: caption }: { readonly text: string }): JSX.Element {
    -export const Sale = (): JSX.Element => <Label caption="Sale" />;
    +export const Sale = (): JSX.Element => <Label text="Sale" />;"
  `);
});

test("a member is renamed where a string names it", slow, async () => {
  await server.rename("src/cart.ts", "  «total» = 0", "sumTotal");
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/src/cart.ts
    -  total = 0;
    +  sumTotal = 0;
    -    const sum = this.total + cents;
    -    this.total = sum;
    +    const sum = this.sumTotal + cents;
    +    this.sumTotal = sum;
    -    return this.total;
    +    return this.sumTotal;
    -export const totalOf = (cart: Cart): number => cart["total"];
    +export const totalOf = (cart: Cart): number => cart["sumTotal"];"
  `);
});

test("a method is renamed with its interface and its overrides", slow, async () => {
  await server.rename("src/cart.ts", "override «price»", "worth");
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/src/cart.ts
    -  price(): number;
    +  worth(): number;
    -  price(): number {
    +  worth(): number {
    -  override price(): number {
    +  override worth(): number {
    +++ b/src/till.ts
    -  const cents = cart.price();
    +  const cents = cart.worth();"
  `);
});

test("a symbol is named as find_symbols names it", slow, async () => {
  const result = await server.call("rename_symbol", {
    symbol: "src/cart.ts#Cart.add",
    new_name: "put",
  });
  expect(result.structuredContent).toMatchInlineSnapshot(
    { edit_id: expect.any(String) },
    `
    {
      "changed": true,
      "complete": true,
      "edit_id": Any<String>,
      "edits": 1,
      "engine": "TypeScript 7.0.2",
      "files": [
        {
          "lines": [
            8,
          ],
          "op": "update",
          "path": "src/cart.ts",
        },
      ],
      "files_total": 1,
      "not_touched": [],
      "not_touched_total": 0,
      "notes": [],
      "precision": "exact",
      "unexplained": [],
    }
  `,
  );
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/src/cart.ts
    -  add(cents: number): void {
    +  put(cents: number): void {"
  `);
});

test("a member may be called by a keyword, also where it is written short", slow, async () => {
  expect(await server.rename("src/till.ts", "readonly «fees»", "default")).toContain("Renamed");
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/src/till.ts
    -  readonly fees: number;
    +  readonly default: number;
    -  return { cents, fees };
    +  return { cents, default: fees };
    -export function show({ cents, fees }: Receipt): string {
    +export function show({ cents, default: fees }: Receipt): string {"
  `);
});
