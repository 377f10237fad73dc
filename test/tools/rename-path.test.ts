import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { type ServedRepository, serveRepository, shop, slow, steady } from "./rename-shop.ts";

let server: ServedRepository;

async function move(path: string, to: string, more: object = {}): Promise<string> {
  return steady(await server.callText("rename_symbol", { path, new_name: to, ...more }));
}

beforeAll(async () => {
  server = await serveRepository({
    ...shop,
    "tools/pack.sh": "cp src/money/fees.ts out\n",
    "desktop/Window.cs": "class Window { }\n",
  });
}, slow.timeout);

afterEach(async () => {
  await server.reset();
});

afterAll(async () => {
  await server.close();
});

test("a file moves with the imports that lead to it and from it", slow, async () => {
  expect(await move("src/money/fees.ts", "src/charges.ts")).toMatchInlineSnapshot(`
    "Renamed: 4 places in 3 files (edit_id …); precision: exact by TypeScript 7.0.2; complete: yes
    src/charges.ts: moved from src/money/fees.ts lines 1
    src/shop.ts: lines 1, 2
    src/till.ts: lines 2
    Not touched: 2 places keep the old name:
      README.md:3 doc — Call \`fee\` from src/money/fees.ts.
      tools/pack.sh:1 config — cp src/money/fees.ts out"
  `);
  expect(await server.diff()).toMatchInlineSnapshot(`
    "rename from src/money/fees.ts
    rename to src/charges.ts
    +++ b/src/charges.ts
    -import { rounded } from "./rounding.ts";
    +import { rounded } from "./money/rounding.ts";
    +++ b/src/shop.ts
    -export { fee } from "./money/fees.ts";
    -export { fee as surcharge } from "./money/fees.ts";
    +export { fee } from "./charges.ts";
    +export { fee as surcharge } from "./charges.ts";
    +++ b/src/till.ts
    -import { fee as handling } from "./money/fees.ts";
    +import { fee as handling } from "./charges.ts";"
  `);
});

test("a name alone renames a file in its folder", slow, async () => {
  await move("src/money/rounding.ts", "steps.ts");
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/src/money/fees.ts
    -import { rounded } from "./rounding.ts";
    +import { rounded } from "./steps.ts";
    rename from src/money/rounding.ts
    rename to src/money/steps.ts"
  `);
});

test("a folder moves with all imports", slow, async () => {
  expect(await move("src/money", "src/accounts/money")).toMatchInlineSnapshot(
    `
    "Renamed: 3 places in 4 files (edit_id …); precision: exact by TypeScript 7.0.2; complete: yes
    src/accounts/money/fees.ts: moved from src/money/fees.ts
    src/accounts/money/rounding.ts: moved from src/money/rounding.ts
    src/shop.ts: lines 1, 2
    src/till.ts: lines 2
    Not touched: 2 places keep the old name:
      README.md:3 doc — Call \`fee\` from src/money/fees.ts.
      tools/pack.sh:1 config — cp src/money/fees.ts out"
  `,
  );
  expect(await server.diff()).toMatchInlineSnapshot(`
    "rename from src/money/fees.ts
    rename to src/accounts/money/fees.ts
    rename from src/money/rounding.ts
    rename to src/accounts/money/rounding.ts
    +++ b/src/shop.ts
    -export { fee } from "./money/fees.ts";
    -export { fee as surcharge } from "./money/fees.ts";
    +export { fee } from "./accounts/money/fees.ts";
    +export { fee as surcharge } from "./accounts/money/fees.ts";
    +++ b/src/till.ts
    -import { fee as handling } from "./money/fees.ts";
    +import { fee as handling } from "./accounts/money/fees.ts";"
  `);
});

test("a dry run shows the move and changes nothing", slow, async () => {
  expect(await move("src/money/rounding.ts", "steps.ts", { dry_run: true })).toMatchInlineSnapshot(`
    "Dry run, nothing was written: would change 1 place in 2 files; precision: exact by TypeScript 7.0.2; complete: yes
    src/money/steps.ts: moved from src/money/rounding.ts
    src/money/fees.ts: lines 1
    diff --git a/src/money/rounding.ts b/src/money/steps.ts
    similarity index 100%
    rename from src/money/rounding.ts
    rename to src/money/steps.ts
    diff --git a/src/money/fees.ts b/src/money/fees.ts
    --- a/src/money/fees.ts
    +++ b/src/money/fees.ts
    @@ -1,4 +1,4 @@
    -import { rounded } from "./rounding.ts";
    +import { rounded } from "./steps.ts";
     
     export function fee(cents: number): number {
       return rounded(cents / 10);
    "
  `);
  expect(await server.diff()).toBe("");
});

test("a move and the move back leave every byte as it was", slow, async () => {
  await move("src/money", "src/accounts/money");
  await move("src/accounts/money", "src/money");
  expect(await server.diff()).toBe("");
});

test("a file whose imports nobody knows moves alone, and the answer says so", slow, async () => {
  expect(await move("desktop/Window.cs", "Pane.cs")).toMatchInlineSnapshot(`
    "Renamed: 0 places in 1 file (edit_id …); precision: candidate by none; complete: no
    desktop/Pane.cs: moved from desktop/Window.cs
    Note: No engine knows the imports of desktop/Window.cs: what imports them or is imported is unchanged."
  `);
  expect(await server.diff()).toMatchInlineSnapshot(`
    "rename from desktop/Window.cs
    rename to desktop/Pane.cs"
  `);
});

test.each([
  ["a path that is taken", "src/till.ts", "shop.ts"],
  ["a path outside of the repository", "src/till.ts", "../till.ts"],
  ["a folder inside of itself", "src/money", "src/money/old"],
  ["the root", ".", "src/all"],
  ["a file that is not there", "src/tills.ts", "shop.ts"],
])("%s is refused", slow, async (_title, path, to) => {
  expect(await move(path, to)).toMatchSnapshot();
  expect(await server.diff()).toBe("");
});
