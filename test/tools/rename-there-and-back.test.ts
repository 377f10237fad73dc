import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { temporaryFolder } from "../support/repository.ts";
import { git, type ServedRepository, serveRepository, slow } from "./rename-shop.ts";

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

test("a dry run changes nothing, and git applies its diff", slow, async () => {
  const options = { dry_run: true, max_chars: 30_000 };
  const answer = await server.rename("src/money/fees.ts", "function «fee»", "charge", options);
  expect(answer).toMatchInlineSnapshot(`
    "Dry run, nothing was written: would change 6 places in 3 files; precision: exact by TypeScript 7.0.2; complete: yes
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
      settings.json:1 config — { "fee": 3 }
    diff --git a/src/money/fees.ts b/src/money/fees.ts
    --- a/src/money/fees.ts
    +++ b/src/money/fees.ts
    @@ -1,5 +1,5 @@
     import { rounded } from "./rounding.ts";
     
    -export function fee(cents: number): number {
    +export function charge(cents: number): number {
       return rounded(cents / 10);
     }
    diff --git a/src/shop.ts b/src/shop.ts
    --- a/src/shop.ts
    +++ b/src/shop.ts
    @@ -1,3 +1,3 @@
    -export { fee } from "./money/fees.ts";
    -export { fee as surcharge } from "./money/fees.ts";
    +export { charge } from "./money/fees.ts";
    +export { charge as surcharge } from "./money/fees.ts";
     export * from "./cart.ts";
    diff --git a/src/till.ts b/src/till.ts
    --- a/src/till.ts
    +++ b/src/till.ts
    @@ -1,5 +1,5 @@
    -import { Cart, fee, surcharge } from "./shop.ts";
    -import { fee as handling } from "./money/fees.ts";
    +import { Cart, charge, surcharge } from "./shop.ts";
    +import { charge as handling } from "./money/fees.ts";
     
     export interface Receipt {
       readonly cents: number;
    @@ -8,7 +8,7 @@
     
     export function settle(cart: Cart): Receipt {
       const cents = cart.price();
    -  const fees = fee(cents) + handling(cents) + surcharge(cents);
    +  const fees = charge(cents) + handling(cents) + surcharge(cents);
       return { cents, fees };
     }
     
    "
  `);
  expect(await server.diff()).toBe("");
  const patch = join(await temporaryFolder(), "fee.patch");
  await writeFile(patch, answer.slice(answer.indexOf("diff --git")));
  await git(server.root, ["apply", patch]);
  const applied = await server.diff();
  await server.reset();
  await server.rename("src/money/fees.ts", "function «fee»", "charge");
  expect(applied).toBe(await server.diff());
});

test.each([
  ["src/money/fees.ts", "function «fee»"],
  ["src/till.ts", "const «fees»"],
  ["src/till.ts", "readonly «fees»"],
  ["src/label.tsx", "readonly «caption»"],
  ["src/cart.ts", "  «total» = 0"],
  ["src/cart.ts", "«price»(): number;"],
  ["src/cart.ts", "class «Cart»"],
])("in %s, %s and back leaves every byte as it was", slow, async (path, text) => {
  const name = /«(.*)»/.exec(text)?.[1] ?? "";
  await server.rename(path, text, "renamed");
  expect(await server.diff()).not.toBe("");
  await server.rename(path, text.replace(name, "renamed"), name);
  expect(await server.diff()).toBe("");
});
