import { describe, expect, test } from "vitest";
import { z } from "zod";

import { shop, slow } from "./check-shop.ts";
import { change, writeChange } from "./review-shop.ts";

const more = shop["src/catalog.ts"].replace("name: string)", "name: string, shop: string)");

describe("exported code that callers have to follow", () => {
  test("is told with the calls that were not updated", slow, async () => {
    const { callText, call, root } = await change(shop, {
      "src/catalog.ts": more,
      "src/door.ts":
        'import { findLamp } from "./catalog.ts";\n\nexport const door = findLamp("oak", "north");\n',
    });
    expect(await callText("review_changes")).toMatchInlineSnapshot(`
      "uncommitted changes against HEAD (0325e9f): 2 files, +4 -1; 1 finding (1 high); complete: yes
      high api_break src/catalog.ts:6 Of findLamp the parameter shop was added without a default; 1 call was not updated [signature-changed]
        src/till.ts:7 return findLamp(name).cents;
        These calls still have the old form. Update these calls, or give the parameter a default.
      Symbols that changed:
        src/catalog.ts: signature findLamp
        src/door.ts: added door"
    `);
    expect((await call("review_changes")).structuredContent).toMatchInlineSnapshot(`
      {
        "by_severity": {
          "critical": 0,
          "high": 1,
          "info": 0,
          "low": 0,
          "medium": 0,
        },
        "complete": true,
        "findings": [
          {
            "advice": "Update these calls, or give the parameter a default",
            "kind": "api_break",
            "line": 6,
            "path": "src/catalog.ts",
            "places": [
              {
                "line": 7,
                "path": "src/till.ts",
                "text": "return findLamp(name).cents;",
              },
            ],
            "rule": "signature-changed",
            "severity": "high",
            "what": "Of findLamp the parameter shop was added without a default; 1 call was not updated",
            "why": "These calls still have the old form",
          },
        ],
        "notes": [],
        "shown": 1,
        "silenced": [],
        "symbols": [
          {
            "change": "signature",
            "kind": "function",
            "line": 6,
            "name": "findLamp",
            "path": "src/catalog.ts",
          },
          {
            "change": "added",
            "kind": "constant",
            "line": 3,
            "name": "door",
            "path": "src/door.ts",
          },
        ],
        "tests": [],
        "total": 1,
      }
    `);
    await writeChange(root, {
      "src/till.ts": shop["src/till.ts"].replace("findLamp(name)", 'findLamp(name, "east")'),
    });
    expect(await callText("review_changes")).toMatchInlineSnapshot(`
      "uncommitted changes against HEAD (0325e9f): 3 files, +5 -2; no findings; complete: yes
      Symbols that changed:
        src/catalog.ts: signature findLamp
        src/door.ts: added door
        src/till.ts: body Till.scan"
    `);
  });

  test(
    "is nothing where a default, a move or a new name leaves every caller right",
    slow,
    async () => {
      const { callText, root } = await change(shop, {
        "src/catalog.ts": shop["src/catalog.ts"].replace(
          "name: string): Lamp",
          'name: string, shop = "north"): Lamp',
        ),
      });
      expect(await callText("review_changes")).toMatchInlineSnapshot(`
        "uncommitted changes against HEAD (0325e9f): 1 file, +1 -1; no findings; complete: yes
        Symbols that changed:
          src/catalog.ts: signature findLamp"
      `);
      await writeChange(root, {
        "src/catalog.ts": shop["src/catalog.ts"].replace("findLamp", "getLamp"),
        "src/till.ts": shop["src/till.ts"].replaceAll("findLamp", "getLamp"),
      });
      expect(await callText("review_changes")).toMatchInlineSnapshot(`
        "uncommitted changes against HEAD (0325e9f): 2 files, +3 -3; no findings; complete: yes
        Symbols that changed:
          src/catalog.ts: renamed getLamp (was findLamp)
          src/till.ts: body Till.scan"
      `);
      await writeChange(root, { "src/till.ts": shop["src/till.ts"] });
      expect(await callText("review_changes")).toMatchInlineSnapshot(`
        "uncommitted changes against HEAD (0325e9f): 1 file, +1 -1; 2 findings (2 high); complete: no
        high api_break src/catalog.ts:6 findLamp, which src/catalog.ts exported, is called getLamp now; 1 place still names it [export-renamed]
          src/till.ts:7 Till.scan
          What names it fails. Update these places, or keep the old name beside the new one.
        high diagnostic src/till.ts:1 Module '"./catalog.ts"' has no exported member 'findLamp' [TS2305]
          > import { findLamp } from "./catalog.ts";
          It was no error before this change. Mend the types here, or what changed them.
        Symbols that changed:
          src/catalog.ts: renamed getLamp (was findLamp)
        Note: Not every caller is known: trace_impact says what may be missing."
      `);
    },
  );
});

test("what added lines hold that should not stay is told, secrets masked", slow, async () => {
  const token = ["ghp", "0123456789abcdefghijABCDEFGHIJ012345"].join("_");
  const { callText, root } = await change(shop, {
    "src/till.ts": shop["src/till.ts"].replace(
      "    return",
      [
        "    debugger;",
        '    console.log("here", name);',
        "    // TODO: discount",
        "    // const old = findLamp(name);",
        "    // return old.cents;",
        "    return",
      ].join("\n"),
    ),
    "src/stub.ts": `export function refund(): number {\n  throw new Error("not implemented");\n}\n\nexport const key = "${token}";\n`,
    ".env": "A=1\n",
    "merge.md": "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n",
  });
  expect(await callText("review_changes")).toMatchInlineSnapshot(`
    "uncommitted changes against HEAD (0325e9f): 4 files, +16 -0; 8 findings (1 critical, 2 high, 2 medium, 3 low); complete: yes
    critical secret src/stub.ts:5 This looks like a secret: GitHub Token [secret]
      > export const key = "ghp_********";
      Whoever can read the repository, and each copy of its history, can use it. Take it out, read it from the environment or a vault, and have it revoked if it was ever pushed.
    high unwanted_file .env:1 A file of environment variables was added [environment-file]
      It belongs to one machine or is made anew on each, and stays in the history for good. Take it out of the commit and list it in .gitignore; what it held of secrets has to be changed.
    high left_over merge.md:1 A merge was not finished here [conflict-marker]
      > <<<<<<< ours
      Both sides of the conflict and git's marks are in the file. Settle the conflict and take the marks out.
    medium unfinished src/stub.ts:2 Code that was added is not written yet [stub]
      > throw new Error("not implemented");
      Whoever gets here gets an error or nothing. Write it, or leave it out until it is needed.
    medium left_over src/till.ts:7 A breakpoint or debug dump is left in the code [breakpoint]
      > debugger;
      It stops the program or prints its insides for whoever runs it. Take it out.
    low left_over src/till.ts:8 Debug output was added to a file that printed nothing before [debug-output]
      > console.log("here", name);
      It goes to the output of whoever uses this code. Take it out, or use the project's logger.
    low left_over src/till.ts:9 TODO was added [put-off]
      > // TODO: discount
      Work is put off that no issue keeps. Do it now, or name an issue in the comment.
    low left_over src/till.ts:10 Code was added as a comment [commented-out-code]
      > // const old = findLamp(name);
      Nobody knows whether it still holds; the history keeps what was there. Take it out.
    Symbols that changed:
      src/stub.ts: added refund, key
      src/till.ts: body Till.scan"
  `);
  expect(await callText("review_changes", { min_severity: "high", max_chars: 2000 }))
    .toMatchInlineSnapshot(`
    "uncommitted changes against HEAD (0325e9f): 4 files, +16 -0; 3 findings (1 critical, 2 high); complete: yes
    critical secret src/stub.ts:5 This looks like a secret: GitHub Token [secret]
      > export const key = "ghp_********";
      Whoever can read the repository, and each copy of its history, can use it. Take it out, read it from the environment or a vault, and have it revoked if it was ever pushed.
    high unwanted_file .env:1 A file of environment variables was added [environment-file]
      It belongs to one machine or is made anew on each, and stays in the history for good. Take it out of the commit and list it in .gitignore; what it held of secrets has to be changed.
    high left_over merge.md:1 A merge was not finished here [conflict-marker]
      > <<<<<<< ours
      Both sides of the conflict and git's marks are in the file. Settle the conflict and take the marks out.
    Symbols that changed:
      src/stub.ts: added refund, key
      src/till.ts: body Till.scan"
  `);
  expect(await callText("review_changes", { paths: ["merge.md"] })).toMatchInlineSnapshot(`
    "uncommitted changes against HEAD (0325e9f): 1 file, +5 -0; 1 finding (1 high); complete: yes
    high left_over merge.md:1 A merge was not finished here [conflict-marker]
      > <<<<<<< ours
      Both sides of the conflict and git's marks are in the file. Settle the conflict and take the marks out."
  `);
  await writeChange(root, {
    "src/till.ts": shop["src/till.ts"].replace(
      "    return",
      "    // The catalogue knows the price; see findLamp(name).\n    return",
    ),
    "src/stub.ts": 'export const key = "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";\n',
    ".env": null,
    "merge.md": "Merge\n=======\n",
  });
  expect(await callText("review_changes")).toMatchInlineSnapshot(`
    "uncommitted changes against HEAD (0325e9f): 3 files, +4 -0; no findings; complete: yes
    Symbols that changed:
      src/stub.ts: added key
      src/till.ts: body Till.scan"
  `);
});

const tested = {
  ...shop,
  "src/till.test.ts": `import { Till } from "./till.ts";

declare const test: (name: string, run: () => void) => void;
declare const expect: (value: unknown) => { toBe(other: unknown): void; toBeTruthy(): void };

test("scans", () => {
  expect(new Till().scan("oak")).toBe(450);
});
`,
};

test("tests that hold less are told, and code that no test reaches", slow, async () => {
  const { callText } = await change(tested, {
    "src/till.test.ts": tested["src/till.test.ts"].replace("toBe(450)", "toBeTruthy()"),
    "src/catalog.ts": shop["src/catalog.ts"].replace("450", "460"),
    "src/refund.ts": "export function refund(cents: number): number {\n  return -cents;\n}\n",
  });
  expect(await callText("review_changes")).toMatchInlineSnapshot(`
    "uncommitted changes against HEAD (af45d92): 3 files, +5 -2; 2 findings (1 medium, 1 low); complete: yes
    medium test_weakened src/till.test.ts:7 An expectation lets more pass than before [expectation-loosened]
      > expect(new Till().scan("oak")).toBeTruthy();
      src/till.test.ts:7 expect(new Till().scan("oak")).toBe(450);
      It held one value, and now holds for values that are wrong, too. Expect the value that is right now.
    low untested src/refund.ts:1 No test reaches refund [no-test]
      Nothing shows that it does what it should. Write a test for it.
    Symbols that changed:
      src/catalog.ts: body findLamp
      src/refund.ts: added refund
    Tests it reaches: src/till.test.ts"
  `);
});

describe("what is reviewed", () => {
  test("is a commit, what a branch has over another one, or whole files", slow, async () => {
    const { callText, root, git } = await change(shop, {});
    git("checkout", "--quiet", "-b", "feature");
    await writeChange(root, { "src/catalog.ts": more });
    git("commit", "--quiet", "--all", "--message=More");
    expect(await callText("review_changes")).toMatchInlineSnapshot(
      `"uncommitted changes against HEAD (c48baed): 0 files, +0 -0; no findings; complete: yes"`,
    );
    expect(await callText("review_changes", { scope: "commit" })).toMatchInlineSnapshot(`
      "commit HEAD (c48baed): 1 file, +1 -1; 1 finding (1 high); complete: yes
      high api_break src/catalog.ts:6 Of findLamp the parameter shop was added without a default; 1 call was not updated [signature-changed]
        src/till.ts:7 return findLamp(name).cents;
        These calls still have the old form. Update these calls, or give the parameter a default.
      Symbols that changed:
        src/catalog.ts: signature findLamp"
    `);
    expect(await callText("review_changes", { base: "main" })).toMatchInlineSnapshot(`
      "changes of the working tree since it left main (0325e9f): 1 file, +1 -1; 1 finding (1 high); complete: yes
      high api_break src/catalog.ts:6 Of findLamp the parameter shop was added without a default; 1 call was not updated [signature-changed]
        src/till.ts:7 return findLamp(name).cents;
        These calls still have the old form. Update these calls, or give the parameter a default.
      Symbols that changed:
        src/catalog.ts: signature findLamp"
    `);
    await writeChange(root, { "src/till.ts": `${shop["src/till.ts"]}// TODO\n` });
    git("commit", "--quiet", "--all", "--message=Later");
    expect(await callText("review_changes", { commit: "HEAD~1" })).toMatchInlineSnapshot(`
      "commit HEAD~1 (c48baed): 1 file, +1 -1; 1 finding (1 low); complete: no
      low api_break src/catalog.ts:6 Of findLamp the parameter shop was added without a default [signature-changed]
        Users of the package call it in the old form. Give the parameter a default, or say so in the changelog.
      Symbols that changed:
        src/catalog.ts: signature findLamp
      Note: The files on disk are not those of this commit, so callers, diagnostics and tests were not looked for: check it out for these."
    `);
    expect(await callText("review_changes", { scope: "files", paths: ["src"] }))
      .toMatchInlineSnapshot(`
      "2 whole files: 2 files, +18 -0; 1 finding (1 low); complete: yes
      low left_over src/till.ts:10 TODO was added [put-off]
        > // TODO
        Work is put off that no issue keeps. Do it now, or name an issue in the comment."
    `);
  });

  test("is nothing for arguments that contradict each other", slow, async () => {
    const { callText } = await change({ "a.txt": "a\n" }, {});
    const answers: string[] = [];
    for (const given of [
      { scope: "range" },
      { scope: "commit", base: "main" },
      { scope: "files" },
      { base: "nowhere" },
      { paths: ["../up"] },
      { paths: ["b.txt"] },
    ]) {
      answers.push(await callText("review_changes", given));
    }
    expect(answers.join("\n")).toMatchInlineSnapshot(`
      "INVALID_ARGUMENTS: range needs base. Next: Correct this and call again; nothing was done.
      INVALID_ARGUMENTS: base goes with range. Next: Correct this and call again; nothing was done.
      INVALID_ARGUMENTS: files needs paths. Next: Correct this and call again; nothing was done.
      REF_NOT_FOUND: There is no commit "nowhere" in the repository. Next: Send one branch, tag or commit that git log shows; ranges are not taken.
      PATH_ESCAPE: "../up" leads outside the repository root. Next: Give a path relative to the repository root, such as src/main.ts.
      NOT_FOUND: There is no "b.txt" in the repository. Next: Did you mean "a.txt"?"
    `);
  });
});

test("a long review is cut at its budget, and the cursor leads to the rest", slow, async () => {
  const lines = Array.from({ length: 40 }, (_, at) => `  Total(); // TODO: number ${at}\n`);
  const { call } = await change(
    { "Cart.cs": "class Cart {\n}\n" },
    { "Cart.cs": `class Cart {\n${lines.join("")}}\n` },
  );
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const asked = { min_severity: "low", max_chars: 2000, ...(cursor !== undefined && { cursor }) };
    const { structuredContent } = await call("review_changes", asked);
    const page = z
      .object({
        total: z.literal(40),
        findings: z.array(z.object({ line: z.number() })),
        cursor: z.string().optional(),
      })
      .parse(structuredContent);
    page.findings.forEach(({ line }) => seen.add(`${line}`));
    ({ cursor } = page);
  } while (cursor !== undefined);
  expect(seen.size).toBe(40);
});
