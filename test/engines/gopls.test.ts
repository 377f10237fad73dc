import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

import { describe, test } from "vitest";
import { gopls } from "../../src/engines/gopls.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";
import { makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";
import { namesOf, serve, showEdits, whyMissing } from "./served.ts";
import { taskOf } from "./support.ts";

const missing = whyMissing(gopls);

const files = {
  "go.mod": "module lantern.example/shop\n\ngo 1.19\n",
  "till/till.go":
    "package till\n\ntype Till struct{ cents int }\n\nfunc (t *Till) Ring(cents int) int {\n\tt.cents += cents\n\treturn t.cents\n}\n",
  "cart/cart.go":
    'package cart\n\nimport "lantern.example/shop/till"\n\ntype Bell interface{ Ring(cents int) int }\n\nvar _ Bell = &till.Till{}\n\nfunc Sell(t *till.Till) int { return t.Ring(3) }\n',
  "cart/cart_test.go":
    'package cart\n\nimport (\n\t"testing"\n\n\t"lantern.example/shop/till"\n)\n\nfunc TestSell(t *testing.T) { Sell(&till.Till{}) }\n',
};

describe.skipIf(missing !== "").concurrent(`gopls${missing}`, { timeout: 60_000 }, () => {
  test("finds references in packages that nobody opened, implementations and calls", async ({
    expect,
  }) => {
    const shop = serve(await makeRepository(files), gopls);
    const tree = await shop.tree();
    expect(await shop.references("till/till.go", "type «Till»")).toMatchInlineSnapshot(`
      [
        "cart/cart.go:7:20 var _ Bell = &till.Till{}",
        "cart/cart.go:9:19 func Sell(t *till.Till) int { return t.Ring(3) }",
        "cart/cart_test.go:9:42 func TestSell(t *testing.T) { Sell(&till.Till{}) }",
        "till/till.go:3:6 type Till struct{ cents int }",
        "till/till.go:5:10 func (t *Till) Ring(cents int) int {",
      ]
    `);
    const { engine } = shop;
    const found = await engine.implementations(
      shop.at("cart/cart.go", "type «Bell»"),
      tree,
      taskOf(),
    );
    expect(shop.show(found)).toMatchInlineSnapshot(`
      [
        "till/till.go:3:6 type Till struct{ cents int }",
      ]
    `);
    const callees = await engine.callees(shop.at("cart/cart.go", "func «Sell»"), tree, taskOf());
    expect(callees.map(({ name }) => name)).toEqual(["Ring"]);
    const edits = await engine.rename(
      shop.at("till/till.go", "type «Till»"),
      "Drawer",
      tree,
      taskOf(),
    );
    expect(showEdits(edits)).toMatchInlineSnapshot(`
      [
        "cart/cart.go:7:20-7:24 Drawer",
        "cart/cart.go:9:19-9:23 Drawer",
        "cart/cart_test.go:9:42-9:46 Drawer",
        "till/till.go:3:6-3:10 Drawer",
        "till/till.go:5:10-5:14 Drawer",
      ]
    `);
  });

  test("sees what changed on disk, and checks it", async ({ expect }) => {
    const root = await makeRepository(files);
    const shop = serve(root, gopls);
    expect(await shop.references("cart/cart.go", "func «Sell»")).toHaveLength(2);
    await writeFiles(root, {
      "cart/cart_test.go": "package cart\n",
      "van/van.go":
        'package van\n\nimport "lantern.example/shop/cart"\n\nvar load int = cart.Sell(nil) + "one"\n',
    });
    expect(await shop.references("cart/cart.go", "func «Sell»")).toMatchInlineSnapshot(`
      [
        "cart/cart.go:9:6 func Sell(t *till.Till) int { return t.Ring(3) }",
        "van/van.go:5:21 var load int = cart.Sell(nil) + "one"",
      ]
    `);
    const path = asRepoPath("van/van.go");
    const found = await shop.engine.diagnostics([path], await shop.tree(), taskOf());
    expect(found.get(path)?.map(({ line, severity }) => ({ line, severity }))).toEqual([
      { line: 5, severity: "error" },
    ]);
  });

  test("nothing of the repository runs, and nothing is written to it", async ({ expect }) => {
    const marker = join(await temporaryFolder(), "ran");
    const script = `#!/bin/sh\ntouch ${marker}\n`;
    const root = await makeRepository({
      ...files,
      "till/gen.go": "package till\n\n//go:generate ./go\n",
    });
    for (const name of ["go", "gopls", "gopackagesdriver", "gcc"]) {
      await writeFile(join(root, name), script, { mode: 0o755 });
    }
    const before = await namesOf(root);
    const shop = serve(root, gopls, {
      environment: {
        ...process.env,
        PATH: [root, ".", process.env["PATH"]].join(delimiter),
        GOFLAGS: `-toolexec=${join(root, "go")} -tags=shop`,
        GOPACKAGESDRIVER: join(root, "gopackagesdriver"),
      },
    });
    expect(await shop.references("till/till.go", "type «Till»")).toHaveLength(5);
    await shop.engine.close();
    expect(existsSync(marker)).toBe(false);
    expect(await namesOf(root)).toEqual(before);
  });
});
