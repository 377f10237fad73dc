import { execFile } from "node:child_process";
import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";

import { editStore } from "../../src/transaction/edit-store.ts";
import { findEditsHome } from "../../src/transaction/edits-home.ts";
import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { remove, rename as move, task, update } from "../transaction/support.ts";
import { makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

/** A shop whose till calls its catalogue; one error is there from the beginning. */
const shop = {
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2022",
      types: [],
      allowImportingTsExtensions: true,
    },
    include: ["src"],
  }),
  "package.json": '{ "name": "shop", "type": "module" }\n',
  "README.md": "# Shop\n",
  "src/catalog.ts": `export interface Lamp {
  readonly name: string;
  readonly cents: number;
}

export function findLamp(name: string): Lamp {
  return { name, cents: 450 };
}
`,
  "src/till.ts": `import { findLamp } from "./catalog.ts";

export class Till {
  readonly total: string = 0;

  scan(name: string): number {
    return findLamp(name).cents;
  }
}
`,
};

/** Language servers are started. */
const slow = { timeout: 60_000 };

async function serve(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<StartedServer & { readonly root: string }> {
  const root = await makeRepository(files);
  const server = await startServer({ root, env });
  onTestFinished(server.close);
  return { ...server, root };
}

test("the whole repository is checked, each language as exactly as it can be", slow, async () => {
  const { call, callText } = await serve({
    ...shop,
    "tools/label.py": "def label(name: str) -> int:\n    return name\n",
    "tools/torn.py": "def torn(:\n    pass\n",
    "desktop/Window.cs": "class Window {\n  void Open( { }\n}\n",
    "desktop/Door.cs": "class Door { }\n",
  });
  expect(await callText("check_code")).toMatchInlineSnapshot(`
    "10 errors; checked 6 files: 4 exact by TypeScript 7.0.2 and Pyright 1.1.414, 2 by syntax alone; complete: yes
    desktop/Window.cs:2:12 error syntax in Window.Open: This is not understood: ( — void Open( { }
    tools/torn.py:1:9 error syntax in torn: "(" was not closed — def torn(:
    tools/torn.py:1:10 error syntax in torn: Expected parameter name — def torn(:
    tools/torn.py:1:10 error syntax in torn: Position-only parameter separator not allowed as first parameter — def torn(:
    error syntax × 2: Expected expression
      tools/torn.py:2:5 in torn — pass
      tools/torn.py:3:1
    tools/torn.py:3:1 error syntax: Expected ":"
    tools/torn.py:3:1 error syntax: Statements must be separated by newlines or semicolons
    src/till.ts:4:12 error TS2322 in Till.total: Type 'number' is not assignable to type 'string'. — readonly total: string = 0;
    tools/label.py:2:12 error reportReturnType in label: Type "str" is not assignable to return type "int" — return name
          "str" is not assignable to "int""
  `);
  expect((await call("check_code", { paths: ["src"] })).structuredContent).toMatchInlineSnapshot(`
    {
      "by_severity": {
        "error": 1,
        "hint": 0,
        "information": 0,
        "warning": 0,
      },
      "complete": true,
      "files_checked": 2,
      "new": [
        {
          "code": "TS2322",
          "column": 12,
          "end_line": 4,
          "in": "Till.total",
          "line": 4,
          "message": "Type 'number' is not assignable to type 'string'.",
          "path": "src/till.ts",
          "severity": "error",
          "source": "types",
        },
      ],
      "notes": [],
      "precision": {
        "exact": 2,
        "syntax": 0,
      },
      "shown": 1,
      "total": 1,
    }
  `);
});

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
  test("are neither lines that moved nor old errors in files that were renamed", slow, async () => {
    const { callText, root } = await serve(shop);
    await writeFile(join(root, "src/till.ts"), `// Counts.\n\n\n${shop["src/till.ts"]}`);
    expect(await callText("check_code", { since: "HEAD" })).toMatchInlineSnapshot(
      `"0 new errors against HEAD (0325e9f), 0 fixed; checked 2 files: 2 exact by TypeScript 7.0.2; complete: yes"`,
    );
    await rename(join(root, "src/till.ts"), join(root, "src/desk.ts"));
    expect(await callText("check_code", { since: "HEAD" })).toMatchInlineSnapshot(
      `"0 new errors against HEAD (0325e9f), 0 fixed; checked 2 files: 2 exact by TypeScript 7.0.2; complete: yes"`,
    );
  });

  test(
    "are stale callers in files that did not change; what went away is counted",
    slow,
    async () => {
      const { callText, root } = await serve(shop);
      await writeFiles(root, {
        "src/catalog.ts": shop["src/catalog.ts"].replace(
          "name: string)",
          "name: string, shop: string)",
        ),
        "src/door.ts": 'import { lost } from "./nowhere.ts";\n\nexport const door = lost;\n',
      });
      expect(await callText("check_code", { since: "HEAD" })).toMatchInlineSnapshot(`
      "2 new errors against HEAD (0325e9f), 0 fixed; checked 3 files: 3 exact by TypeScript 7.0.2; complete: yes
      src/door.ts:1:22 error TS2307: Cannot find module './nowhere.ts' or its corresponding type declarations. — import { lost } from "./nowhere.ts";
      src/till.ts:7:12 error TS2554 in Till.scan: Expected 2 arguments, but got 1. — return findLamp(name).cents;"
    `);
      expect(await callText("check_code", { since: "HEAD", paths: ["src/door.ts"] }))
        .toMatchInlineSnapshot(`
        "1 new error against HEAD (0325e9f), 0 fixed; checked 1 file: 1 exact by TypeScript 7.0.2; complete: yes
        src/door.ts:1:22 error TS2307: Cannot find module './nowhere.ts' or its corresponding type declarations. — import { lost } from "./nowhere.ts";"
      `);
      await writeFiles(root, { ...shop, "src/till.ts": "export const till = 1;\n" });
      await rm(join(root, "src/door.ts"));
      expect(await callText("check_code", { since: "HEAD" })).toMatchInlineSnapshot(
        `"0 new errors against HEAD (0325e9f), 1 fixed; checked 2 files: 2 exact by TypeScript 7.0.2; complete: yes"`,
      );
    },
  );

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

  test("nothing but a commit or an edit is taken", slow, async () => {
    const { callText } = await serve({ "src/till.ts": "export const till = 1;\n" });
    const refused = ["--output=/tmp/stolen", "-h", "no-such", "HEAD..HEAD", "HEAD --all", "e1-abc"];
    const answers: string[] = [];
    for (const since of refused) {
      answers.push(await callText("check_code", { since }));
    }
    expect(answers.join("\n")).toMatchInlineSnapshot(`
      "REF_INVALID: "--output=/tmp/stolen" is no name of a branch, tag or commit. Next: Send a name as git log shows it: HEAD, HEAD~1, main, a tag, or a commit's id.
      REF_INVALID: "-h" is no name of a branch, tag or commit. Next: Send a name as git log shows it: HEAD, HEAD~1, main, a tag, or a commit's id.
      REF_NOT_FOUND: There is no commit "no-such" in the repository. Next: Send one branch, tag or commit that git log shows; ranges are not taken.
      REF_NOT_FOUND: There is no commit "HEAD..HEAD" in the repository. Next: Send one branch, tag or commit that git log shows; ranges are not taken.
      REF_INVALID: "HEAD --all" is no name of a branch, tag or commit. Next: Send a name as git log shows it: HEAD, HEAD~1, main, a tag, or a commit's id.
      EDIT_NOT_FOUND: No edit "e1-abc" is remembered here. Next: List the edits; only the last ones are kept."
    `);
    expect(await callText("check_code", { since: "main" })).toMatchInlineSnapshot(`
      "0 new errors against main (7083ab8), 0 fixed; checked 0 files; complete: yes
      Note: No file differs from main (7083ab8), so nothing was checked."
    `);
  });
});

test("what is new against an edit is what it and later ones broke", slow, async () => {
  const { callText, root } = await serve(shop);
  await writeFiles(root, { "src/door.ts": "export const door: number = '';\n" });
  const store = editStore(await findEditsHome(root, process.env, task.signal), {});
  const first = await commitChanges(
    store,
    [
      update("src/catalog.ts", shop["src/catalog.ts"].replace("cents: 450", "cents: '450'")),
      move("src/till.ts", "src/desk.ts"),
    ],
    task,
  );
  const second = await commitChanges(store, [remove("src/door.ts")], task);
  const [one = "", two = ""] = [first.editId, second.editId];
  const since = async (id: string): Promise<string> =>
    (await callText("check_code", { since: id })).replace(id, "ID");
  expect(await since(one)).toMatchInlineSnapshot(`
    "1 new error against the state before edit ID, 1 fixed; checked 2 files: 2 exact by TypeScript 7.0.2; complete: yes
    src/catalog.ts:7:18 error TS2322 in findLamp: Type 'string' is not assignable to type 'number'. — return { name, cents: '450' };"
  `);
  expect(await since(two)).toMatchInlineSnapshot(
    `"0 new errors against the state before edit ID, 1 fixed; checked 2 files: 2 exact by TypeScript 7.0.2; complete: yes"`,
  );
  await writeFiles(root, {
    "src/desk.ts": `${shop["src/till.ts"]}export const rate: string = 2;\n`,
  });
  expect(await since(one)).toMatchInlineSnapshot(`
    "2 new errors against the state before edit ID, 1 fixed; checked 2 files: 2 exact by TypeScript 7.0.2; complete: yes
    src/catalog.ts:7:18 error TS2322 in findLamp: Type 'string' is not assignable to type 'number'. — return { name, cents: '450' };
    src/desk.ts:10:14 error TS2322 in rate: Type 'number' is not assignable to type 'string'. — export const rate: string = 2;
    Note: Changed since by something else, which counts as new here: "src/desk.ts"."
  `);
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

test("files that nothing can check are named", slow, async () => {
  const { callText } = await serve(shop);
  expect(await callText("check_code", { paths: ["README.md", "src/catalog.ts"] }))
    .toMatchInlineSnapshot(`
      "0 errors; checked 1 file: 1 exact by TypeScript 7.0.2; complete: no
      Not checked: 1 file
        README.md: there is no engine and no grammar for it"
    `);
  expect(await callText("check_code", { paths: ["src/tills.ts"] })).toMatchInlineSnapshot(
    `"NOT_FOUND: There is no "src/tills.ts" in the repository. Next: Did you mean "src/till.ts"?"`,
  );
});

test(
  "those alike stand together, with the number of all, and pages lead to every one",
  slow,
  async () => {
    const lines = Array.from({ length: 12 }, (_, at) => `export const lamp${at}: number = "x";\n`);
    const { call, callText } = await serve({
      "till/a.ts": lines.join(""),
      "till/b.ts": "export const door: string = 1;\nexport const lamp: number = '';\n",
    });
    expect(await callText("check_code", { limit: 5 })).toMatchInlineSnapshot(`
    "14 errors; checked 2 files: 2 exact by TypeScript 7.0.2; complete: yes
    error TS2322 × 13: Type 'string' is not assignable to type 'number'.
      till/a.ts:1:14 in lamp0 — export const lamp0: number = "x";
      till/a.ts:2:14, 3:14, 4:14, 5:14
    Note: No project configures till/a.ts, till/b.ts; they were checked in one made up for them.
    Shown 1-5 of 14. For the rest repeat the call with cursor "NSAxNCBycGRxejM5czA4"."
  `);
    const found: unknown[] = [];
    for (let cursor: unknown = undefined; ;) {
      const { structuredContent: page } = await call("check_code", {
        limit: 5,
        ...(typeof cursor === "string" && { cursor }),
      });
      const answer = page as { new: unknown[]; cursor?: string };
      found.push(...answer.new);
      cursor = answer.cursor;
      if (cursor === undefined) {
        break;
      }
    }
    expect(found).toHaveLength(14);
    expect(await callText("check_code", { max_chars: 2000 })).toMatchInlineSnapshot(`
    "14 errors; checked 2 files: 2 exact by TypeScript 7.0.2; complete: yes
    error TS2322 × 13: Type 'string' is not assignable to type 'number'.
      till/a.ts:1:14
      till/a.ts:2:14, 3:14, 4:14, 5:14, 6:14, 7:14, 8:14, 9:14
    Note: No project configures till/a.ts, till/b.ts; they were checked in one made up for them.
    Note: To fit max_chars, lines, symbols and the rest of long messages left out.
    Note: max_chars ended this page after 9 of 14 entries.
    Shown 1-9 of 14. For the rest repeat the call with cursor "OSAxNCBycGRxejM5czA4"."
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
