import { execFile } from "node:child_process";
import { mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

import { temporaryFolder, writeFiles } from "../support/repository.ts";
import { serve, shop, slow } from "./check-shop.ts";

test("hints are told only when they are asked for", slow, async () => {
  const { callText } = await serve({
    ...shop,
    "src/till.ts": "const unused = 1;\nexport const rate: string = 2;\n",
  });
  expect(await callText("check_code", { kinds: ["hints"] })).toMatchInlineSnapshot(`
    "0 errors, 1 hint; checked 2 files: 2 exact by TypeScript 7.0.2; complete: yes
    src/till.ts:1:7 hint TS6133 in unused: 'unused' is declared but its value is never read. — const unused = 1;"
  `);
});

describe("what is new against a commit", () => {
  const loose = shop["tsconfig.json"].replace('"strict":true', '"noImplicitAny":false');

  test("is what a changed configuration says, and the same error once more", slow, async () => {
    const { callText, root } = await serve({
      ...shop,
      "src/loose.ts": "export function pass(value) {\n  return value;\n}\n",
      "tsconfig.json": loose,
    });
    await writeFiles(root, { "tsconfig.json": shop["tsconfig.json"] });
    expect(await callText("check_code", { since: "main" })).toMatchInlineSnapshot(`
      "1 new error against main (ba52076), 0 fixed; checked 3 files: 3 exact by TypeScript 7.0.2; complete: yes
      src/loose.ts:1:22 error TS7006 in pass: Parameter 'value' implicitly has an 'any' type. — export function pass(value) {"
    `);
    await writeFiles(root, {
      "tsconfig.json": loose,
      "src/till.ts": `${shop["src/till.ts"]}\nexport class Desk {\n  readonly total: string = 0;\n}\n`,
    });
    expect(await callText("check_code", { since: "main" })).toMatchInlineSnapshot(`
      "1 new error against main (ba52076), 0 fixed; checked 3 files: 3 exact by TypeScript 7.0.2; complete: yes
      src/till.ts:12:12 error TS2322 in Desk.total: Type 'number' is not assignable to type 'string'. — readonly total: string = 0;"
    `);
  });

  test("reaches packages of a workspace, installed ones and what git ignores", slow, async () => {
    const { callText, root } = await serve({
      ".gitignore": "node_modules\ngenerated\n",
      "package.json": '{ "workspaces": ["money", "till"] }\n',
      "money/package.json": '{ "name": "@shop/money", "type": "module", "exports": "./euro.ts" }\n',
      "money/euro.ts": "export const euro = (cents: number): string => `${cents / 100}`;\n",
      "till/package.json": '{ "name": "@shop/till", "type": "module" }\n',
      "till/tsconfig.json": shop["tsconfig.json"].replace('"src"', '"."'),
      "till/pay.ts":
        'import { euro } from "@shop/money";\nimport { lamp } from "lamps";\nimport { shops } from "./generated/shops.ts";\n\nexport const paid: string = euro(lamp) + shops.length;\nexport const wrong: number = shops;\n',
    });
    await writeFiles(root, {
      "node_modules/lamps/package.json": '{ "name": "lamps", "types": "index.d.ts" }',
      "node_modules/lamps/index.d.ts": "export const lamp: number;\n",
      "till/generated/shops.ts": "export const shops: string[] = [];\n",
    });
    await mkdir(join(root, "node_modules/@shop"));
    await symlink("../../money", join(root, "node_modules/@shop/money"), "junction");
    await writeFiles(root, { "till/other.ts": "export const other: number = '';\n" });
    expect(await callText("check_code", { since: "HEAD" })).toMatchInlineSnapshot(`
      "1 new error against HEAD (c32fd8c), 0 fixed; checked 3 files: 3 exact by TypeScript 7.0.2; complete: yes
      till/other.ts:1:14 error TS2322 in other: Type 'string' is not assignable to type 'number'. — export const other: number = '';"
    `);
    await writeFiles(root, {
      "money/euro.ts": "export const euro = (cents: string): string => cents;\n",
    });
    expect(await callText("check_code", { since: "HEAD" })).toMatchInlineSnapshot(`
      "2 new errors against HEAD (c32fd8c), 0 fixed; checked 3 files: 3 exact by TypeScript 7.0.2; complete: yes
      till/other.ts:1:14 error TS2322 in other: Type 'string' is not assignable to type 'number'. — export const other: number = '';
      till/pay.ts:5:34 error TS2345 in paid: Argument of type 'number' is not assignable to parameter of type 'string'. — export const paid: string = euro(lamp) + shops.length;"
    `);
  });

  test("is checked beside the repository, and nothing of it stays", slow, async () => {
    const cache = await temporaryFolder();
    const { callText, close, root } = await serve(shop, { REPOWRIGHT_CACHE_DIR: cache });
    await writeFiles(root, { "src/door.ts": "export const door: number = '';\n" });
    expect(await callText("check_code", { since: "HEAD" })).toContain("1 new error");
    const { stdout } = await run("git", ["status", "--short", "--ignored"], { cwd: root });
    expect(stdout).toBe("?? src/door.ts\n");
    expect(await readdir(join(cache, "bases"))).toHaveLength(1);
    await close();
    expect(await readdir(join(cache, "bases"))).toEqual([]);
  });
});

test(
  "without an engine that is installed the syntax is told, and that it is not all",
  slow,
  async () => {
    const path = await temporaryFolder();
    const { stdout } = await run("which", ["git"]);
    await symlink(stdout.trim(), join(path, "git"));
    const { callText, root } = await serve(
      { "till.go": "package till\n\nfunc Open( {\n}\n", "door.go": "package till\n" },
      { PATH: path },
    );
    expect(await callText("check_code")).toMatchInlineSnapshot(`
    "1 error; checked 2 files: 2 by syntax alone; complete: no
    till.go:3:11 error syntax in Open: ) is missing. — func Open( {
    Note: 2 files checked by syntax alone: ENGINE_UNAVAILABLE: gopls cannot be used: gopls is not on PATH. Install Go, then run \`go install golang.org/x/tools/gopls@latest\`."
  `);
    await writeFiles(root, { "door.go": "package till\n\nfunc Close() {\n" });
    expect(await callText("check_code", { since: "HEAD" })).toMatchInlineSnapshot(`
    "1 new error against HEAD (03ad208), 0 fixed; checked 2 files: 2 by syntax alone; complete: no
    door.go:3:14 error syntax: This is not understood: { — func Close() {
    Note: 2 files checked by syntax alone: ENGINE_UNAVAILABLE: gopls cannot be used: gopls is not on PATH. Install Go, then run \`go install golang.org/x/tools/gopls@latest\`."
  `);
  },
);

test("a check reports how far it is", slow, async () => {
  const { client } = await serve(shop);
  const steps: { progress: number; total?: number | undefined }[] = [];
  await client.callTool(
    { name: "check_code", arguments: {} },
    { onprogress: (step) => steps.push(step) },
  );
  expect(new Set(steps.map(({ total }) => total))).toEqual(new Set([2]));
  expect(steps).toEqual(steps.toSorted((a, b) => a.progress - b.progress));
});

const run = promisify(execFile);
