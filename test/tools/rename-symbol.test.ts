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

test(
  "a function is renamed through re-exports; aliases, prose and data keep the name and are listed",
  slow,
  async () => {
    expect(
      await server.rename("src/money/fees.ts", "function «fee»", "charge"),
    ).toMatchInlineSnapshot();
    expect(await server.diff()).toMatchInlineSnapshot();
  },
);

test(
  "include_strings renames the word in strings and comments of source files, too",
  slow,
  async () => {
    const answer = await server.rename("src/money/fees.ts", "function «fee»", "charge", {
      include_strings: true,
    });
    expect(answer).toMatchInlineSnapshot();
    expect(await server.diff()).toMatchInlineSnapshot();
  },
);

test("an alias is renamed where it is, and where it is imported", slow, async () => {
  await server.rename("src/shop.ts", "as «surcharge»", "extra");
  expect(await server.diff()).toMatchInlineSnapshot();
});

test("a variable behind a shorthand property leaves the property as it is", slow, async () => {
  await server.rename("src/till.ts", "const «fees»", "charges");
  expect(await server.diff()).toMatchInlineSnapshot();
});

test(
  "a property leaves the variables of its shorthand and destructuring as they are",
  slow,
  async () => {
    await server.rename("src/till.ts", "readonly «fees»", "charges");
    expect(await server.diff()).toMatchInlineSnapshot();
  },
);

test("a component is renamed in JSX", slow, async () => {
  await server.rename("src/label.tsx", "function «Label»", "Tag");
  expect(await server.diff()).toMatchInlineSnapshot();
});

test("a prop is renamed in JSX", slow, async () => {
  await server.rename("src/label.tsx", "readonly «caption»", "text");
  expect(await server.diff()).toMatchInlineSnapshot();
});

test("a member is renamed where a string names it", slow, async () => {
  await server.rename("src/cart.ts", "  «total» = 0", "sumTotal");
  expect(await server.diff()).toMatchInlineSnapshot();
});

test("a method is renamed with its interface and its overrides", slow, async () => {
  await server.rename("src/cart.ts", "override «price»", "worth");
  expect(await server.diff()).toMatchInlineSnapshot();
});

test("a symbol is named as find_symbols names it", slow, async () => {
  const result = await server.call("rename_symbol", {
    symbol: "src/cart.ts#Cart.add",
    new_name: "put",
  });
  expect(result.structuredContent).toMatchInlineSnapshot({ edit_id: expect.any(String) });
  expect(await server.diff()).toMatchInlineSnapshot();
});

test("a dry run changes nothing, and git applies its diff", slow, async () => {
  const options = { dry_run: true, max_chars: 30_000 };
  const answer = await server.rename("src/money/fees.ts", "function «fee»", "charge", options);
  expect(answer).toMatchInlineSnapshot();
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
