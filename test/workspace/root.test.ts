import { symlinkSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { rootFrom } from "../../src/workspace/root.ts";
import { treeOf } from "./support.ts";

test("a root is the real path of the folder it was given by", async () => {
  const shop = treeOf({ "shop/till.ts": "" });
  symlinkSync(join(shop, "shop"), join(shop, "link"));
  expect(await rootFrom(join(shop, "link"))).toBe(join(shop, "shop"));
});

test.each([
  ["missing", "ROOT_NOT_FOUND"],
  ["with\0nul", "ROOT_NOT_FOUND"],
  ["till.ts", "ROOT_NOT_A_DIRECTORY"],
])("%j cannot be a root", async (name, code) => {
  const shop = treeOf({ "till.ts": "" });
  await expect(rootFrom(join(shop, name))).rejects.toMatchObject({ code });
});
