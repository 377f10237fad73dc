import { execFile } from "node:child_process";
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { copyFixture, makeRepository, temporaryFolder } from "../support/repository.ts";
import { serveRoot, type ServedRepository, slow } from "./rename-shop.ts";

async function serve(files: Readonly<Record<string, string>>): Promise<ServedRepository> {
  const server = await serveRoot(await makeRepository(files));
  onTestFinished(server.close);
  return server;
}

test("a Python function is renamed by Pyright with its imports", slow, async () => {
  const server = await serve({
    "pyproject.toml": "[project]\nname = 'shop'\n",
    "fees.py": "def fee(cents: int) -> int:\n    return cents // 10\n",
    "till.py": 'from fees import fee\n\nRATES = {"fee": fee(100)}\n',
  });
  expect(await server.rename("fees.py", "def «fee»", "charge")).toMatchInlineSnapshot(`
    "Renamed: 3 places in 2 files (edit_id …); precision: exact by Pyright 1.1.414; complete: yes
    fees.py: lines 1
    till.py: lines 1, 3
    Not touched: 1 place keeps the old name:
      till.py:3 string — RATES = {"fee": fee(100)}"
  `);
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/fees.py
    -def fee(cents: int) -> int:
    +def charge(cents: int) -> int:
    +++ b/till.py
    -from fees import fee
    +from fees import charge
    -RATES = {"fee": fee(100)}
    +RATES = {"fee": charge(100)}"
  `);
});

/** A path on which there is git, and no language server. */
async function gitAlone(): Promise<{ readonly PATH: string }> {
  const { stdout } = await promisify(execFile)("which", ["git"]);
  const folder = await temporaryFolder();
  await symlink(stdout.trim(), join(folder, "git"));
  return { PATH: folder };
}

test("a Python method is renamed with its override", slow, async () => {
  const server = await serve({
    "pyproject.toml": "[project]\nname = 'shop'\n",
    "cart.py": `class Cart:
    def total(self) -> int:
        return 3


class GiftCart(Cart):
    def total(self) -> int:
        return super().total() - 1
`,
    "till.py":
      "from cart import Cart\n\n\ndef settle(cart: Cart) -> int:\n    return cart.total()\n",
  });
  expect(await server.rename("cart.py", "def «total»", "worth")).toMatchInlineSnapshot(`
    "Renamed: 4 places in 2 files (edit_id …); precision: exact by Pyright 1.1.414; complete: yes
    cart.py: lines 2, 7, 8
    till.py: lines 5"
  `);
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/cart.py
    -    def total(self) -> int:
    +    def worth(self) -> int:
    -    def total(self) -> int:
    -        return super().total() - 1
    +    def worth(self) -> int:
    +        return super().worth() - 1
    +++ b/till.py
    -    return cart.total()
    +    return cart.worth()"
  `);
});

const goShop = {
  "go.mod": "module shop\n\ngo 1.22\n",
  "fees.go": `package shop

// Fee is what a sale costs.
func Fee(cents int) int {
	share := cents / 10
	return share + share%5
}
`,
  "till.go": `package shop

type Till struct{ Cents int }

func (t Till) Due() int { return t.Cents }

func Settle(t Till) int { return t.Due() + Fee(t.Cents) }
`,
};

describe("without gopls", () => {
  let server: ServedRepository;

  beforeAll(async () => {
    server = await serveRoot(await makeRepository(goShop), await gitAlone());
  }, slow.timeout);

  afterEach(async () => {
    await server.reset();
  });

  afterAll(async () => {
    await server.close();
  });

  test("a Go local is renamed by its scope", slow, async () => {
    expect(await server.rename("fees.go", "«share» :=", "part")).toMatchInlineSnapshot(`
    "Renamed: 3 places in 1 file (edit_id …); precision: scoped by syntax; complete: yes
    fees.go: lines 5, 6
    Note: gopls cannot be used: gopls is not on PATH. This was renamed by scopes and imports."
  `);
    expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/fees.go
    -	share := cents / 10
    -	return share + share%5
    +	part := cents / 10
    +	return part + part%5"
  `);
  });

  test("an exported Go function is renamed where its package accounts for it", slow, async () => {
    expect(await server.rename("fees.go", "func «Fee»", "Charge")).toMatchInlineSnapshot(`
      "Renamed: 2 places in 2 files (edit_id …); precision: scoped by syntax; complete: yes
      fees.go: lines 4
      till.go: lines 7
      Not touched: 1 place keeps the old name:
        fees.go:3 comment — // Fee is what a sale costs.
      Note: gopls cannot be used: gopls is not on PATH. This was renamed by scopes and imports."
    `);
    expect(await server.diff()).toMatchInlineSnapshot(`
      "+++ b/fees.go
      -func Fee(cents int) int {
      +func Charge(cents int) int {
      +++ b/till.go
      -func Settle(t Till) int { return t.Due() + Fee(t.Cents) }
      +func Settle(t Till) int { return t.Due() + Charge(t.Cents) }"
    `);
  });

  test.each([
    ["a method", "till.go", "Till) «Due»", "Owed"],
    ["a field", "till.go", "«Cents» int", "Pennies"],
    ["a name its scope holds", "fees.go", "«share» :=", "cents"],
    ["a name another file of the package holds", "fees.go", "func «Fee»", "Settle"],
    ["a name that is less public", "fees.go", "func «Fee»", "charge"],
    ["a keyword", "fees.go", "func «Fee»", "func"],
  ])("%s is refused", slow, async (_title, path, text, newName) => {
    expect(await server.rename(path, text, newName)).toMatchSnapshot();
    expect(await server.diff()).toBe("");
  });
});

test("a class is renamed in every package that uses it, and back", slow, async () => {
  const server = await serveRoot(await copyFixture("typescript-exports"));
  onTestFinished(server.close);
  const answer = await server.rename("packages/money/src/purse.ts", "class «Purse»", "Pouch");
  expect(answer).toMatchInlineSnapshot(`
    "Renamed: 11 places in 6 files (edit_id …); precision: exact by TypeScript 7.0.2; complete: yes
    apps/stall/src/jar-label.tsx: lines 14
    packages/cellar/src/jars.ts: lines 1, 12
    packages/money/src/coins.ts: lines 1
    packages/money/src/format-coins.ts: lines 1, 9
    packages/money/src/open-purse.ts: lines 1, 3, 4
    packages/money/src/purse.ts: lines 7, 10
    Not touched: 2 places keep the old name:
      README.md:3 doc — A \`Purse\` knows what it is worth: \`purse.worth\`. \`JarLabel\` shows a jar, \`formatCoins\` (as \`showCoins\`) its price.
      apps/stall/stall.config.json:1 config — { "Purse": { "worth": 0 }, "labels": ["JarLabel"] }
    Note: Not installed: imports of @orchard/cellar, @orchard/money were resolved to their sources in this workspace."
  `);
  expect(await server.diff()).toMatchInlineSnapshot(`
    "+++ b/apps/stall/src/jar-label.tsx
    -export const PriceTag = (props: { readonly purse: money.Purse }) => (
    +export const PriceTag = (props: { readonly purse: money.Pouch }) => (
    +++ b/packages/cellar/src/jars.ts
    -import { Purse, showCoins } from "@orchard/money";
    +import { Pouch, showCoins } from "@orchard/money";
    -export function sealJar(fruit: string, paid: Purse): Jar {
    +export function sealJar(fruit: string, paid: Pouch): Jar {
    +++ b/packages/money/src/coins.ts
    -export { Purse, type Coin } from "./purse.js";
    +export { Pouch, type Coin } from "./purse.js";
    +++ b/packages/money/src/format-coins.ts
    -import type { Purse } from "./purse.js";
    +import type { Pouch } from "./purse.js";
    -export function formatCoins({ worth }: Purse, { symbol, decimals = 2 }: FormatOptions): string {
    +export function formatCoins({ worth }: Pouch, { symbol, decimals = 2 }: FormatOptions): string {
    +++ b/packages/money/src/open-purse.ts
    -import { Purse } from "./purse.js";
    +import { Pouch } from "./purse.js";
    -export default function openPurse(): Purse {
    -  return new Purse();
    +export default function openPurse(): Pouch {
    +  return new Pouch();
    +++ b/packages/money/src/purse.ts
    -export class Purse {
    +export class Pouch {
    -  /** Puts in a coin; see {@link Purse.worth}. */
    +  /** Puts in a coin; see {@link Pouch.worth}. */"
  `);
  await server.rename("packages/money/src/purse.ts", "class «Pouch»", "Purse");
  expect(await server.diff()).toBe("");
});

test("files with a byte order mark or CRLF keep both", slow, async () => {
  const server = await serve({
    "tsconfig.json": '{ "compilerOptions": { "types": [] } }\n',
    "fees.ts": "\uFEFFexport const fee = 3;\r\nexport const half = fee / 2;\r\n",
    "till.ts": 'import { fee } from "./fees";\r\n\r\nexport const due = fee;',
  });
  await server.rename("fees.ts", "const «fee»", "charge");
  const read = async (path: string): Promise<string> =>
    await readFile(join(server.root, path), "utf8");
  expect(await read("fees.ts")).toBe(
    "\uFEFFexport const charge = 3;\r\nexport const half = charge / 2;\r\n",
  );
  expect(await read("till.ts")).toBe(
    'import { charge } from "./fees";\r\n\r\nexport const due = charge;',
  );
});
