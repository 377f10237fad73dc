import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { parsePatch } from "../../src/formats/parse-patch.ts";
import { planPatch } from "../../src/patching/plan-patch.ts";
import { plant, task, treeAt } from "../transaction/support.ts";
import { temporaryFolder } from "../workspace/support.ts";
import { apply, refusal, text, v4a } from "./support.ts";

function shop(files: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder();
  plant(root, { "src/cart.ts": "cart\n", ...files });
  return root;
}

/** A unified diff of one line, with these names. */
function diff(from: string, to: string, before = "cart", after = "basket"): string {
  return text(`--- ${from}`, `+++ ${to}`, "@@ -1 +1 @@", `-${before}`, `+${after}`);
}

function update(path: string): string {
  return v4a(`*** Update File: ${path}`, "@@", "-cart", "+basket");
}

/** A git patch that makes a link and writes through it. */
function linkAndFile(target: string): string {
  return text(
    "diff --git a/d b/d",
    "new file mode 120000",
    "--- /dev/null",
    "+++ b/d",
    "@@ -0,0 +1 @@",
    `+${target}`,
    "\\ No newline at end of file",
    "diff --git a/d/f b/d/f",
    "new file mode 100644",
    "--- /dev/null",
    "+++ b/d/f",
    "@@ -0,0 +1 @@",
    "+x",
  );
}

async function findFiles(): Promise<string[]> {
  return ["src/cart.ts", "test/cart.test.ts", "src/menu.ts"];
}

describe("where names lead", () => {
  test.each(["../x", "/etc/passwd", "src/../../x", "C:\\x", "src/..\\../../x"])(
    "case 76: %s leads out of the root",
    async (path) => {
      const root = shop();
      for (const patch of [update(path), v4a(`*** Add File: ${path}`, "+x")]) {
        expect((await refusal(root, patch)).map((line) => line.split(" ")[0])).toEqual([
          "PATH_ESCAPE",
        ]);
      }
    },
  );

  test("case 77: a folder that is a link leads out of the root, and no further", async () => {
    const root = shop();
    const outside = temporaryFolder();
    writeFileSync(join(outside, "cart.ts"), "cart\n");
    symlinkSync(outside, join(root, "out"));
    for (const patch of [
      update("out/cart.ts"),
      v4a("*** Add File: out/new.ts", "+x"),
      v4a("*** Delete File: out/cart.ts"),
      v4a("*** Update File: src/cart.ts", "*** Move to: out/x.ts"),
      diff("a/out/cart.ts", "b/out/cart.ts"),
    ]) {
      expect((await refusal(root, patch))[0]).toMatch(/^PATH_ESCAPE/u);
    }
    expect(readdirSync(outside)).toEqual(["cart.ts"]);
  });

  test("case 78: nothing is written through a link that the patch makes", async () => {
    const root = shop();
    expect(await refusal(root, linkAndFile("src"))).toMatchInlineSnapshot(`
      [
        "PATH_ESCAPE d/f: "d/f" would be reached through "d", a link that the patch itself makes. Next: Name the file where it really lies.",
      ]
    `);
    expect(await refusal(root, linkAndFile("/tmp"))).toMatchInlineSnapshot(`
      [
        "PATH_ESCAPE d: The link "d" would not lead to a path of the repository. Next: Give a path relative to the link's own folder.",
      ]
    `);
  });

  test("a git patch names no file behind a link; others may", async () => {
    const root = shop({ lib: "-> src" });
    const head = "diff --git a/lib/cart.ts b/lib/cart.ts\n";
    expect(await refusal(root, head + diff("a/lib/cart.ts", "b/lib/cart.ts")))
      .toMatchInlineSnapshot(`
        [
          "PATH_ESCAPE lib/cart.ts: "lib/cart.ts" lies behind a link, where git has no files. Next: Name the file where it really lies: "src/cart.ts".",
        ]
      `);
    expect(await apply(root, update("lib/cart.ts"))).toContain("src/cart.ts: basket\n");
  });

  test("case 89: git's folder and that of the journal are closed", async () => {
    const root = shop({ ".git/config": "cart\n", ".repowright/x": "cart\n", "sub/.git": "cart\n" });
    const closed = [`${root}/.repowright`];
    for (const path of [".git/config", ".git/hooks/x", "sub/.git", ".GIT/x", ".repowright/x"]) {
      const patch = parsePatch(v4a(`*** Delete File: ${path}`), {});
      const { failures } = await planPatch({ root, closed }, patch, { match: "safe" }, task);
      expect(failures.map(({ code }) => code)).toEqual(["PROTECTED"]);
    }
  });
});

describe("which file a name means", () => {
  test("the first folders are taken off when the files say so", async () => {
    const root = shop();
    expect(await apply(root, diff("a/src/cart.ts", "b/src/cart.ts"))).toContain(
      "src/cart.ts: basket\n",
    );
    expect(await apply(root, diff("src/cart.ts", "src/cart.ts", "basket", "cart"))).toContain(
      "src/cart.ts: cart\n",
    );
    expect(await apply(root, diff("a/shop/src/cart.ts", "b/shop/src/cart.ts"))).toContain(
      "src/cart.ts: basket\n",
    );
  });

  test("git's a/ and b/ are no folders, even if there are such", async () => {
    const root = shop({ "a/src/cart.ts": "cart\n" });
    expect(await apply(root, diff("a/src/cart.ts", "b/src/cart.ts"))).toEqual([
      "a/",
      "a/src/",
      "a/src/cart.ts: cart\n",
      "src/",
      "src/cart.ts: basket\n",
    ]);
  });

  test("names that fit two files are refused", async () => {
    const root = shop({ "old/src/cart.ts": "cart\n" });
    plant(root, { "a/src/cart.ts": "cart\n", "c/src/cart.ts": "cart\n" });
    for (const [from, to] of [
      ["old/src/cart.ts", "src/cart.ts"],
      ["old/src/cart.ts", "new/src/cart.ts"],
      ["a/src/cart.ts", "a/src/cart.ts"],
      ["c/src/cart.ts", "c/src/cart.ts"],
    ] as const) {
      await expect(apply(root, diff(from, to))).rejects.toThrow(
        "both as they are and with their first folders taken off",
      );
    }
    expect(await apply(root, diff("old/src/cart.ts", "old/src/cart.ts"))).toContain(
      "old/src/cart.ts: basket\n",
    );
  });

  test("a new file follows the other names of its patch", async () => {
    const root = shop();
    const create = text("--- /dev/null", "+++ b/shop/src/new.ts", "@@ -0,0 +1 @@", "+new");
    expect(await apply(root, diff("a/shop/src/cart.ts", "b/shop/src/cart.ts") + create)).toEqual([
      "src/",
      "src/cart.ts: basket\n",
      "src/new.ts: new\n",
    ]);
  });

  test("backslashes separate folders, except where a file has one in its name", async () => {
    const root = shop({ "src/odd\\name.ts": "cart\n" });
    expect(await apply(root, update("src\\cart.ts"))).toContain("src/cart.ts: basket\n");
    expect(await apply(root, update("src/odd\\name.ts"))).toContain("src/odd\\name.ts: basket\n");
    expect(await apply(root, v4a("*** Add File: lib\\new.ts", "+x"))).toContain("lib/new.ts: x\n");
  });

  test("a/ in front of a V4A name counts only where nothing is otherwise", async () => {
    const root = shop();
    expect(await apply(root, update("a/src/cart.ts"))).toContain("src/cart.ts: basket\n");
  });

  test("the folder of `cd src && apply_patch` is where names start", async () => {
    const root = shop({ "cart.ts": "cart\n" });
    const patch = `cd src && apply_patch <<'EOF'\n${update("cart.ts")}EOF\n`;
    expect(await apply(root, patch)).toEqual(["cart.ts: cart\n", "src/", "src/cart.ts: basket\n"]);
  });

  test("an absolute path inside the root is that path", async () => {
    const root = shop();
    expect(await apply(root, update(join(root, "src/cart.ts")))).toContain("src/cart.ts: basket\n");
  });

  test("case 55: a name in another Unicode form finds its file, and its folder", async () => {
    const composed = "caf\u00e9";
    const root = shop({ [`${composed.normalize("NFD")}/menu.ts`]: "cart\n" });
    expect(await apply(root, update(`${composed}/menu.ts`))).toContain(
      `${composed.normalize("NFD")}/menu.ts: basket\n`,
    );
    await apply(root, v4a(`*** Add File: ${composed}/new.ts`, "+x"));
    expect(readdirSync(root)).toEqual([".repowright", composed.normalize("NFD"), "src"]);
  });

  test("a missing file is answered with those that may have been meant", async () => {
    const root = shop();
    const patch = parsePatch(update("lib/cart.ts"), {});
    const { failures } = await planPatch({ root, findFiles }, patch, { match: "safe" }, task);
    expect(failures).toMatchInlineSnapshot(`
      [
        {
          "code": "NOT_FOUND",
          "message": "There is no file "lib/cart.ts".",
          "next": "Did you mean "src/cart.ts" or "test/cart.test.ts"?",
          "operation": 0,
          "patchLine": 2,
          "path": "lib/cart.ts",
        },
      ]
    `);
  });

  test.each([
    "new\nline",
    'quo"te',
    "tab\tbed",
    " leading",
    "trailing.",
    "back\\slash",
    "émile",
    "-rf",
    "a -> b",
  ])("case 91: git's name for %j finds it", async (name) => {
    const root = shop({ [name]: "cart\n" });
    const quoted = (prefix: string): string => JSON.stringify(`${prefix}/${name}`);
    const patch = `diff --git ${quoted("a")} ${quoted("b")}\n${diff(quoted("a"), quoted("b"))}`;
    expect(await apply(root, patch)).toContain(`${name}: basket\n`);
  });

  test("case 92: two spellings of one file are one file", async () => {
    const root = shop({ lib: "-> src", "src/link.ts": "-> cart.ts" });
    const patch = v4a(
      ...["src/cart.ts", "./src/../src/cart.ts", "lib/cart.ts", "src/link.ts"].flatMap(
        (path, index) => [
          `*** Update File: ${path}`,
          "@@",
          `-cart${"!".repeat(index)}`,
          `+cart${"!".repeat(index + 1)}`,
        ],
      ),
    );
    expect(await apply(root, patch)).toContain("src/cart.ts: cart!!!!\n");
    expect(treeAt(root)).toContain("src/link.ts -> cart.ts");
  });

  test("what is no file is refused as what it is", async () => {
    const root = shop();
    mkdirSync(join(root, "empty"));
    expect(await refusal(root, update("src"))).toMatchInlineSnapshot(`
      [
        "IS_DIRECTORY src: "src" is a folder. Next: Name the files in it.",
      ]
    `);
    expect(await refusal(root, update("src/cart.ts/x"))).toMatchInlineSnapshot(`
      [
        "NOT_A_FOLDER src/cart.ts/x: "src/cart.ts/x" would lie in "src/cart.ts", which is no folder. Next: Choose another path, or delete that file in the same change.",
      ]
    `);
    expect(await refusal(root, v4a("*** Add File: src/cart.ts/x", "+x"))).toMatchInlineSnapshot(`
      [
        "NOT_A_FOLDER src/cart.ts/x: "src/cart.ts/x" would lie in "src/cart.ts", which is no folder. Next: Choose another path, or delete that file in the same change.",
      ]
    `);
    expect(await refusal(root, v4a("*** Add File: empty", "+x"))).toMatchInlineSnapshot(`
      [
        "IS_DIRECTORY empty: "empty" is a folder. Next: Choose another path, or delete what is in it in the same patch.",
      ]
    `);
  });
});
