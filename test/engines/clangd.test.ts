import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, test } from "vitest";
import { clangd } from "../../src/engines/clangd.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";
import { copyFixture, temporaryFolder, writeFiles } from "../support/repository.ts";
import { namesOf, serve, showEdits, whyMissing } from "./served.ts";
import { taskOf } from "./support.ts";

const header = "include/till.h";
const missing = whyMissing(clangd);

describe.skipIf(missing !== "").concurrent(`clangd${missing}`, { timeout: 60_000 }, () => {
  test("finds references through a header, and renames", async ({ expect }) => {
    const shop = serve(await copyFixture("c-till"), clangd);
    expect(await shop.references(header, "int «ring»")).toMatchInlineSnapshot(`
      [
        "include/till.h:8:5 int ring(struct till *till, int cents);",
        "src/cart.c:4:38 int sell(struct till *till) { return ring(till, 199) + ring(till, 250); }",
        "src/cart.c:4:56 int sell(struct till *till) { return ring(till, 199) + ring(till, 250); }",
        "src/till.c:5:5 int ring(struct till *till, int cents) {",
      ]
    `);
    expect(await shop.references(header, "int «cents»;")).toMatchInlineSnapshot(`
      [
        "include/till.h:5:7 int cents;",
        "src/cart.c:8:16 return empty.cents;",
        "src/till.c:6:9 till->cents += rounded(cents);",
        "src/till.c:7:16 return till->cents;",
      ]
    `);
    const tree = await shop.tree();
    const edits = await shop.engine.rename(shop.at(header, "int «ring»"), "chime", tree, taskOf());
    expect(showEdits(edits)).toMatchInlineSnapshot(`
      [
        "include/till.h:8:5-8:9 chime",
        "src/cart.c:4:38-4:42 chime",
        "src/cart.c:4:56-4:60 chime",
        "src/till.c:5:5-5:9 chime",
      ]
    `);
    expect(shop.engine.title).toMatch(/^clangd \d+\.\d+\.\d+$/);
    await expect(shop.engine.renameFiles([], tree, taskOf())).rejects.toMatchObject({
      code: "ENGINE_CANNOT",
    });
  });

  test("sees what changed on disk, and checks it", async ({ expect }) => {
    const root = await copyFixture("c-till");
    const shop = serve(root, clangd);
    expect(await shop.references(header, "int «ring»")).toHaveLength(4);
    await writeFiles(root, {
      "src/cart.c":
        '#include "till.h"\n\nint sell(struct till *till) { return ring(till, "one"); }\n',
      "src/van.c":
        '#include "till.h"\n\nint load(void) { return ring(0, 1); }\n\nint broken(void) { return 1 +; }\n',
    });
    expect(await shop.references(header, "int «ring»")).toMatchInlineSnapshot(`
      [
        "include/till.h:8:5 int ring(struct till *till, int cents);",
        "src/cart.c:3:38 int sell(struct till *till) { return ring(till, "one"); }",
        "src/till.c:5:5 int ring(struct till *till, int cents) {",
        "src/van.c:3:25 int load(void) { return ring(0, 1); }",
      ]
    `);
    await writeFiles(root, {
      [header]: "\n\nstruct till { long cents; };\n\nint ring(struct till *till, char *article);\n",
    });
    expect(await shop.references(header, "int «ring»")).toMatchInlineSnapshot(`
      [
        "include/till.h:5:5 int ring(struct till *till, char *article);",
        "src/cart.c:3:38 int sell(struct till *till) { return ring(till, "one"); }",
        "src/till.c:5:5 int ring(struct till *till, int cents) {",
        "src/van.c:3:25 int load(void) { return ring(0, 1); }",
      ]
    `);
    const paths = ["src/cart.c", "src/van.c"].map(asRepoPath);
    const found = await shop.engine.diagnostics(paths, await shop.tree(), taskOf());
    expect(
      [...found.values()]
        .flat()
        .map(({ path, line, code, syntax }) => ({ path, line, code, syntax })),
    ).toMatchInlineSnapshot(`
        [
          {
            "code": "-Wint-conversion",
            "line": 3,
            "path": "src/van.c",
            "syntax": undefined,
          },
          {
            "code": "expected_expression",
            "line": 5,
            "path": "src/van.c",
            "syntax": true,
          },
        ]
      `);
  });

  test("nothing of the repository runs, and nothing is written to it", async ({ expect }) => {
    const root = await copyFixture("c-till");
    const marker = join(await temporaryFolder(), "ran");
    await writeFile(join(root, "cc"), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    await writeFiles(root, {
      ".clangd": `CompileFlags:\n  Compiler: ${join(root, "cc")}\n  Add: [-DEVIL]\n`,
      "compile_commands.json": JSON.stringify([
        {
          directory: root,
          file: join(root, "src/cart.c"),
          arguments: [join(root, "cc"), "-fplugin=./evil.so", "-Iinclude", "-c", "src/cart.c"],
        },
      ]),
    });
    const before = await namesOf(root);
    const shop = serve(root, clangd);
    expect(await shop.references(header, "int «ring»")).toHaveLength(4);
    await shop.engine.diagnostics([asRepoPath("src/cart.c")], await shop.tree(), taskOf());
    await shop.engine.close();
    expect(existsSync(marker)).toBe(false);
    expect(await namesOf(root)).toEqual(before);
  });
});
