import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { editStore } from "../../src/transaction/edit-store.ts";
import { findEditsHome } from "../../src/transaction/edits-home.ts";
import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { remove, rename as move, task, update } from "../transaction/support.ts";
import { writeFiles } from "../support/repository.ts";
import { serve, shop, slow } from "./check-shop.ts";

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
