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

test("without an edit there is nothing to list or undo", async () => {
  expect(await shop.edit("undo_edit", { list: true })).toMatchInlineSnapshot(
    `"No edits are remembered."`,
  );
  expect(await shop.edit("undo_edit", {})).toMatchInlineSnapshot(
    `"EDIT_NOT_FOUND: There is no edit to undo. Next: Name an undo to do it again, or use git to go back further."`,
  );
});

test("an edit is taken back, done again, and listed", async () => {
  const patch = `*** Begin Patch
*** Update File: src/prices.ts
@@
-export const rate = 20;
+export const rate = 19;
*** Add File: src/vat/vat.ts
+export const vat = 19;
*** Delete File: src/till.py
*** End Patch
`;
  await shop.call("apply_patch", { patch });
  const changed = await shop.diff();
  expect(await shop.edit("undo_edit", {})).toMatchInlineSnapshot(`
    "ok edit_id=e… undoes=e… 3 files
    A src/till.py
    M src/prices.ts
    D src/vat/vat.ts"
  `);
  expect(await shop.diff()).toBe("");
  const list = await shop.call("undo_edit", { list: true });
  expect(list.structuredContent).toMatchObject({
    edits: [{ undone: false }, { undone: true }],
  });
  const [{ edit_id: undo } = { edit_id: "" }] = editsOf(list.structuredContent);
  expect(await shop.edit("undo_edit", { edit_id: undo })).toMatchInlineSnapshot(`
    "ok edit_id=e… undoes=e… 3 files
    D src/till.py
    M src/prices.ts
    A src/vat/vat.ts"
  `);
  expect(await shop.diff()).toBe(changed);
  expect(await shop.edit("undo_edit", { list: true })).toMatchInlineSnapshot(`
    "3 edits, the newest first:
    e… <time>, undoes e…: D src/till.py, M src/prices.ts, A src/vat/vat.ts
    e… <time>, undoes e…, undone: A src/till.py, M src/prices.ts, D src/vat/vat.ts
    e… <time>: D src/till.py, M src/prices.ts, A src/vat/vat.ts"
  `);
});

test("changes elsewhere in a file stay, and changes at the same place refuse the undo", async () => {
  const edits = [{ path: "src/prices.ts", old_text: "rate = 20", new_text: "rate = 19" }];
  await shop.call("edit_files", { edits });
  await shop.write("src/prices.ts", `${await shop.read("src/prices.ts")}// The end.\n`);
  await shop.edit("undo_edit", {});
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/src/prices.ts
    +// The end."
  `);
  await shop.reset();
  await shop.call("edit_files", { edits });
  await shop.write("src/prices.ts", (await shop.read("src/prices.ts")).replace("19", "21"));
  expect(await shop.edit("undo_edit", {})).toMatchInlineSnapshot(
    `"CONFLICT: Edit e… cannot be undone, and nothing was written. "src/prices.ts" was changed since where the edit had changed it, now line 1. Next: Look at what was changed and edit the files instead."`,
  );
});

function editsOf(content: unknown): readonly { readonly edit_id: string }[] {
  return typeof content === "object" && content !== null && "edits" in content
    ? (content.edits as readonly { readonly edit_id: string }[])
    : [];
}
