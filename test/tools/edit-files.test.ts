import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { type EditedRepository, serveShop } from "./edit-shop.ts";
import { slow } from "./rename-shop.ts";

let shop: EditedRepository;

beforeAll(async () => {
  shop = await serveShop();
}, slow.timeout);

afterEach(async () => {
  await shop.reset();
});

afterAll(async () => {
  await shop.close();
});

const path = "src/prices.ts";

test("texts are replaced in several files and a file is made", async () => {
  const edits = [
    { path, old_text: "rate = 20", new_text: "rate = 19" },
    {
      path,
      old_text: "  const tax = (net * rate) / 100;\n  return net + tax;",
      new_text: "  return net + (net * rate) / 100;",
    },
    { path: "prices.json", old_text: "20", new_text: "19" },
    { path: "src/vat.ts", old_text: "", new_text: "export const vat = 19;\n" },
  ];
  const result = await shop.call("edit_files", { edits });
  expect(result.structuredContent).toMatchInlineSnapshot(
    { edit_id: expect.any(String) },
    `
    {
      "changed": 3,
      "diagnostics": {
        "new": [],
      },
      "edit_id": Any<String>,
      "files": [
        {
          "op": "update",
          "path": "src/prices.ts",
          "ranges": [
            "1",
            "4",
          ],
          "sha": "e00b40245ade79d76fe337c42ae8c81487610a79",
        },
        {
          "op": "update",
          "path": "prices.json",
          "ranges": [
            "1",
          ],
          "sha": "0ee8a2fac262289d7a7a59ed0e2468417f43ded0",
        },
        {
          "op": "create",
          "path": "src/vat.ts",
          "ranges": [
            "1",
          ],
          "sha": "3dcdc2f9c5a5b3f50e1ee7c3c56db5eea52f8fd9",
        },
      ],
      "notes": [],
    }
  `,
  );
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/prices.json
    -{ "rate": 20 }
    +{ "rate": 19 }
    +++ b/src/prices.ts
    -export const rate = 20;
    +export const rate = 19;
    -  const tax = (net * rate) / 100;
    -  return net + tax;
    +  return net + (net * rate) / 100;
    +++ b/src/vat.ts
    +export const vat = 19;"
  `);
});

const share = { path, old_text: "price / 10", new_text: "price / 5" };

test("a text that occurs twice is refused with the places, and one of them can be accepted", async () => {
  const refused = await shop.plan("edit_files", { edits: [share] });
  expect(refused.text).toMatchInlineSnapshot(`
    "AMBIGUOUS: nothing was written. plan=p… (0 of 1 edits ok)
    edit 1 src/prices.ts: AMBIGUOUS. The old text fits equally well in 2 places: line 9, line 14.
     c1 9 under @@ export function discount(price: number): number {
     c2 14 under @@ export function loyalty(price: number): number {
     Next: Give more of old_text, near_line, or occurrence all. edit_files with all edits again, or apply_patch {"plan":"p…","patch":"<edit 1 only>"}, or apply_patch {"plan":"p…","accept":["c1"]} to take 9."
  `);
  expect(await shop.edit("apply_patch", { plan: refused.plan, accept: ["c2"] }))
    .toMatchInlineSnapshot(`
      "ok edit_id=e… 1 file +1 -1
      M src/prices.ts @14 #cb4ddf71
      diff --git a/src/prices.ts b/src/prices.ts
      --- a/src/prices.ts
      +++ b/src/prices.ts
      @@ -11,6 +11,6 @@
       }
       
       export function loyalty(price: number): number {
      -  const share = price / 10;
      +  const share = price / 5;
         return price - share;
       }"
    `);
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/src/prices.ts
    -  const share = price / 10;
    +  const share = price / 5;"
  `);
});

test("near_line and occurrence tell which are meant", async () => {
  await shop.call("edit_files", { edits: [{ ...share, near_line: 14 }] });
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/src/prices.ts
    -  const share = price / 10;
    +  const share = price / 5;"
  `);
  await shop.reset();
  expect(await shop.edit("edit_files", { edits: [{ ...share, occurrence: "all" }] }))
    .toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +2 -2
    M src/prices.ts @9 @14 #9fccbed5"
  `);
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/src/prices.ts
    -  const share = price / 10;
    +  const share = price / 5;
    -  const share = price / 10;
    +  const share = price / 5;"
  `);
});

test("a dry run's plan is written by apply_patch", async () => {
  const dry = await shop.plan("edit_files", {
    edits: [{ ...share, occurrence: "all" }],
    dry_run: true,
  });
  expect(dry.text).toMatchInlineSnapshot(`
    "dry run, nothing written. plan=p… 1 file +2 -2
    M src/prices.ts @9 @14 #9fccbed5
    diff --git a/src/prices.ts b/src/prices.ts
    --- a/src/prices.ts
    +++ b/src/prices.ts
    @@ -6,11 +6,11 @@
     }
     
     export function discount(price: number): number {
    -  const share = price / 10;
    +  const share = price / 5;
       return price - share;
     }
     
     export function loyalty(price: number): number {
    -  const share = price / 10;
    +  const share = price / 5;
       return price - share;
     }"
  `);
  expect(await shop.diff()).toBe("");
  expect(await shop.edit("apply_patch", { plan: dry.plan })).toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +2 -2
    M src/prices.ts @9 @14 #9fccbed5"
  `);
});

test.each([
  ["a text that is not there", [{ path, old_text: "vat = 20", new_text: "vat = 19" }]],
  [
    "one of two edits",
    [
      { path, old_text: "rate = 20", new_text: "rate = 19" },
      { path, old_text: "const tax = net * rate;\n  return net + tax;", new_text: "return net;" },
    ],
  ],
  ["a new file where one is", [{ path, old_text: "", new_text: "export {};\n" }]],
  ["a file that is not there", [{ path: "src/price.ts", old_text: "20", new_text: "19" }]],
  ["a change of nothing", [{ path, old_text: "20", new_text: "20" }]],
  [
    "code that was left out",
    [{ path, old_text: "  return net + tax;", new_text: "  // ... existing code ..." }],
  ],
])("%s is refused, and nothing is written", async (_title, edits) => {
  expect(await shop.edit("edit_files", { edits })).toMatchSnapshot();
  expect(await shop.diff()).toBe("");
});

test("texts with special characters are taken literally", async () => {
  await shop.call("edit_files", {
    edits: [{ path: "prices.json", old_text: '"rate": 20', new_text: '"$&": "\\\\d$1"' }],
  });
  expect(await shop.read("prices.json")).toBe('{ "$&": "\\\\d$1" }\n');
});
