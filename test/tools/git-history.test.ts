import { readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { gitAt } from "../support/git-at.ts";
import { makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { makeHistory } from "./history-shop.ts";
import { slow } from "./rename-shop.ts";

let root: string;
let server: StartedServer;
const ask = async (args: Readonly<Record<string, unknown>>): Promise<string> =>
  await server.callText("git_history", args);

beforeAll(async () => {
  root = await makeHistory();
  server = await startServer({ root });
}, slow.timeout);

afterAll(async () => {
  await server.close();
});

/** Asks a server of another root, which ends with the test. */
async function serve(folder: string): Promise<typeof ask> {
  const own = await startServer({ root: folder });
  onTestFinished(own.close);
  return async (args) => await own.callText("git_history", args);
}

describe("log", () => {
  test("tells the commits, the newest first", async () => {
    expect(await ask({ view: "log" })).toMatchInlineSnapshot(`
      "8fe53c39b1e6 2026-01-06 Ann: Merge the pictures
      1cf03d5a51c5 2026-01-05 Ann: Charge a fee
      f090175dc10f 2026-01-04 Bob: Show tea
      64ef05a9436f 2026-01-03 Ann: Call the basket a cart
      5cbf4ced0102 2026-01-02 Bob: Add tax
      56699ba07f13 2026-01-01 Ann: Open the shop"
    `);
  });

  test("follows a file across its rename", async () => {
    expect(await ask({ view: "log", path: "src/cart.ts" })).toMatchInlineSnapshot(`
      "1cf03d5a51c5 2026-01-05 Ann: Charge a fee
      64ef05a9436f 2026-01-03 Ann: Call the basket a cart (src/basket.ts -> src/cart.ts)
      5cbf4ced0102 2026-01-02 Bob: Add tax (src/basket.ts)
      56699ba07f13 2026-01-01 Ann: Open the shop (src/basket.ts)"
    `);
  });

  test("of a symbol has the commits that changed its lines, also under the file's old name", async () => {
    expect(await ask({ view: "log", symbol: "Basket.total" })).toMatchInlineSnapshot(`
      "1cf03d5a51c5 2026-01-05 Ann: Charge a fee
      5cbf4ced0102 2026-01-02 Bob: Add tax
      56699ba07f13 2026-01-01 Ann: Open the shop"
    `);
    expect(await ask({ view: "log", symbol: "tax", patch: true })).toMatchInlineSnapshot(`
      "56699ba07f13 2026-01-01 Ann: Open the shop
      --- /dev/null
      +++ b/src/basket.ts
      @@ -0,0 +14,3 @@
      +export function tax(cents: number): number {
      +  return cents / 5;
      +}"
    `);
  });

  test("of lines begins with what they are in the last commit", async () => {
    await writeFiles(root, {
      "src/cart.ts": `// Sells.\n${await readFile(join(root, "src/cart.ts"), "utf8")}`,
    });
    expect(await ask({ view: "log", path: "src/cart.ts", lines: "11" })).toMatchInlineSnapshot(`
      "1cf03d5a51c5 2026-01-05 Ann: Charge a fee
      5cbf4ced0102 2026-01-02 Bob: Add tax
      56699ba07f13 2026-01-01 Ann: Open the shop
      Note: The file has uncommitted changes; in the last commit these are lines 10."
    `);
    gitAt(root)("checkout", "-q", "--", "src/cart.ts");
  });

  test("of a folder", async () => {
    expect(await ask({ view: "log", path: "img" })).toMatchInlineSnapshot(
      `"f090175dc10f 2026-01-04 Bob: Show tea"`,
    );
  });

  test("is filtered by author, message, content and date", async () => {
    expect(await ask({ view: "log", author: "BOB", message: "tax" })).toMatchInlineSnapshot(
      `"5cbf4ced0102 2026-01-02 Bob: Add tax"`,
    );
    expect(await ask({ view: "log", content: "fee" })).toMatchInlineSnapshot(
      `"1cf03d5a51c5 2026-01-05 Ann: Charge a fee"`,
    );
    expect(await ask({ view: "log", since: "2026-01-05" })).toMatchInlineSnapshot(`
      "8fe53c39b1e6 2026-01-06 Ann: Merge the pictures
      1cf03d5a51c5 2026-01-05 Ann: Charge a fee"
    `);
    expect(await ask({ view: "log", author: ".*" })).toMatchInlineSnapshot(`"No commit fits."`);
  });

  test("goes on with a cursor from the same commit, also when others came", async () => {
    const first = await ask({ view: "log", limit: 2 });
    const cursor = /cursor "([\w-]+)"/u.exec(first)?.[1];
    const git = gitAt(root, "Cid <cid@shop.example>", "2026-01-07T09:00:00Z");
    git("commit", "-q", "--allow-empty", "-m", "Close the shop");
    expect(await ask({ view: "log", limit: 10, cursor })).toMatchInlineSnapshot(`
      "f090175dc10f 2026-01-04 Bob: Show tea
      64ef05a9436f 2026-01-03 Ann: Call the basket a cart
      5cbf4ced0102 2026-01-02 Bob: Add tax
      56699ba07f13 2026-01-01 Ann: Open the shop
      Shown 3-6 of 6, the last ones."
    `);
    git("reset", "-q", "--hard", "HEAD~1");
  });

  test("of what no commit has is refused", async () => {
    await writeFiles(root, { "src/new.ts": "export const fresh = 1;\n" });
    expect(await ask({ view: "log", path: "src/new.ts" })).toMatchInlineSnapshot(
      `"NOT_IN_COMMIT: "src/new.ts" is not in commit 8fe53c39b1e6. Next: Ask for the log of its path to see which commits have it; what is not committed yet has no history."`,
    );
    expect(await ask({ view: "log", symbol: "fresh" })).toMatchInlineSnapshot(
      `"NOT_IN_COMMIT: "src/new.ts" is not in commit 8fe53c39b1e6. Next: Ask for the log of its path to see which commits have it; what is not committed yet has no history."`,
    );
    expect(await ask({ view: "log", path: "src/card.ts" })).toMatchInlineSnapshot(
      `"NOT_FOUND: There is no "src/card.ts" in the repository. Next: Did you mean "src/cart.ts"?"`,
    );
    await rm(join(root, "src/new.ts"));
  });

  test("of a file that is gone is there", async () => {
    expect(await ask({ view: "log", path: "src/basket.ts" })).toMatchInlineSnapshot(`
      "64ef05a9436f 2026-01-03 Ann: Call the basket a cart (deleted)
      5cbf4ced0102 2026-01-02 Bob: Add tax
      56699ba07f13 2026-01-01 Ann: Open the shop"
    `);
  });
});

describe("blame", () => {
  test("of a symbol tells the commit of each run of lines, and what is not committed yet", async () => {
    const text = await readFile(join(root, "src/cart.ts"), "utf8");
    await writeFiles(root, {
      "src/cart.ts": text.replace("    const sum", "    // All.\n    const sum"),
    });
    expect(await ask({ view: "blame", symbol: "Basket.total" })).toMatchInlineSnapshot(`
      "src/cart.ts on disk: 5 runs of lines
      8 56699ba07f13 2026-01-01 Ann: Open the shop (then src/basket.ts)
      8	  total(): number {
      9 not committed yet
      9	    // All.
      10 56699ba07f13 2026-01-01 Ann: Open the shop (then src/basket.ts)
      10	    const sum = this.cents.reduce((a, b) => a + b, 0);
      11 1cf03d5a51c5 2026-01-05 Ann: Charge a fee
      11	    return sum + tax(sum) + fee;
      12 56699ba07f13 2026-01-01 Ann: Open the shop (then src/basket.ts)
      12	  }"
    `);
    gitAt(root)("checkout", "-q", "--", "src/cart.ts");
  });

  test("of lines of an older commit", async () => {
    const given = { view: "blame", path: "src/basket.ts", lines: "9-11", ref: "HEAD~3" };
    expect(await ask(given)).toMatchInlineSnapshot(`
      "src/basket.ts in 5cbf4ced0102: 3 runs of lines
      9 56699ba07f13 2026-01-01 Ann: Open the shop
      9	    const sum = this.cents.reduce((a, b) => a + b, 0);
      10 5cbf4ced0102 2026-01-02 Bob: Add tax
      10	    return sum + tax(sum);
      11 56699ba07f13 2026-01-01 Ann: Open the shop
      11	  }"
    `);
  });

  test("of lines that are not there is refused", async () => {
    expect(await ask({ view: "blame", path: "src/cart.ts", lines: "90-99" })).toMatchInlineSnapshot(
      `"RANGE_OUTSIDE_FILE: "src/cart.ts" has 16 lines, and 90-99 begins after them. Next: Ask for lines up to 16."`,
    );
    expect(await ask({ view: "blame", path: "src/cart.ts", lines: "9,+3" })).toMatchInlineSnapshot(
      `"LINES_INVALID: "9,+3" is no range of lines. Next: Send 10-40, or 10; the first line is 1."`,
    );
    expect(await ask({ view: "blame", path: "src" })).toMatchInlineSnapshot(
      `"IS_DIRECTORY: "src" is a folder. Next: Name a file in it."`,
    );
    expect(await ask({ view: "blame", path: "img/tea.png" })).toMatchInlineSnapshot(
      `"NOT_TEXT: "img/tea.png" is no text. Next: Ask for its log without lines or symbol."`,
    );
  });
});

describe("show", () => {
  test("tells the message, the files and the patch", async () => {
    expect(await ask({ view: "show", ref: "HEAD~3" })).toMatchInlineSnapshot(`
      "commit 5cbf4ced0102563c564ba0e066f99881978d7c9b
      author Bob <bob@shop.example> 2026-01-02T09:00:00+00:00
          Add tax

          The law says so.
          See the ledger.
      1 file +1 -1

      M src/basket.ts +1 -1
      @@ -7,7 +7,7 @@ export class Basket {
       
         total(): number {
           const sum = this.cents.reduce((a, b) => a + b, 0);
      -    return sum;
      +    return sum + tax(sum);
         }
       }
       "
    `);
    expect(await ask({ view: "show", ref: "HEAD~2" })).toMatchInlineSnapshot(`
      "commit 64ef05a9436f12f98588797ff381f638b3ece904
      author Ann <ann@shop.example> 2026-01-03T09:00:00+00:00
          Call the basket a cart
      1 file +0 -0
      R src/basket.ts -> src/cart.ts +0 -0"
    `);
  });

  test("of a merge is against its first parent, and of the first commit against nothing", async () => {
    expect(await ask({ view: "show" })).toMatchInlineSnapshot(`
      "commit 8fe53c39b1e61961350dd5237f8a936d20d8b0d6
      merge of 1cf03d5a51c5 and f090175dc10f
      author Ann <ann@shop.example> 2026-01-06T09:00:00+00:00
          Merge the pictures
      1 file +0 -0
      A img/tea.png binary
      Note: It is a merge; what it changed is told against its first parent."
    `);
    expect(await ask({ view: "show", ref: "HEAD~4", patch: false })).toMatchInlineSnapshot(`
      "commit 56699ba07f134eaecc8413b2f56f612b015e7c9e
      author Ann <ann@shop.example> 2026-01-01T09:00:00+00:00
          Open the shop
      2 files +17 -0
      A README.md +1 -0
      A src/basket.ts +16 -0"
    `);
  });
});

describe("diff", () => {
  test("compares two commits, of a path alone when one is given", async () => {
    expect(await ask({ view: "diff", base: "HEAD~3", ref: "HEAD", patch: false }))
      .toMatchInlineSnapshot(`
      "5cbf4ced0102 to 8fe53c39b1e6
      2 files +1 -1
      A img/tea.png binary
      R src/basket.ts -> src/cart.ts +1 -1"
    `);
    expect(await ask({ view: "diff", base: "HEAD~2", ref: "HEAD", path: "src" }))
      .toMatchInlineSnapshot(`
      "64ef05a9436f to 8fe53c39b1e6
      1 file +1 -1

      M src/cart.ts +1 -1
      @@ -7,7 +7,7 @@ export class Basket {
       
         total(): number {
           const sum = this.cents.reduce((a, b) => a + b, 0);
      -    return sum + tax(sum);
      +    return sum + tax(sum) + fee;
         }
       }
       "
    `);
  });

  test("compares with the files on disk and names what git does not track", async () => {
    await writeFiles(root, { "README.md": "# Tea shop\n", "notes.txt": "x\n" });
    expect(await ask({ view: "diff" })).toMatchInlineSnapshot(`
      "8fe53c39b1e6 to the files on disk
      1 file +1 -1

      M README.md +1 -1
      @@ -1 +1 @@
      -# Shop
      +# Tea shop
      Note: New files that git does not track yet are not compared: "notes.txt"."
    `);
    gitAt(root)("checkout", "-q", "--", ".");
    await rm(join(root, "notes.txt"));
  });

  test("tells a long patch page by page, every line once", async () => {
    const long = await makeRepository({ "long.txt": "" });
    const lines = Array.from({ length: 900 }, (_, at) => `line ${at}`);
    await writeFiles(long, { "long.txt": `${lines.join("\n")}\n` });
    const own = await startServer({ root: long });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await own.callText("git_history", {
        view: "diff",
        max_chars: 3000,
        ...(cursor !== undefined && { cursor }),
      });
      expect(page.length).toBeLessThanOrEqual(3000);
      seen.push(...page.split("\n").filter((line) => line.startsWith("+line")));
      cursor = /cursor "([\w-]+)"/u.exec(page)?.[1];
    } while (cursor !== undefined);
    expect(seen).toEqual(lines.map((line) => `+${line}`));
    await own.close();
  });
});

describe("a wrong question", () => {
  test.each([
    ["--output=WRITTEN"],
    ["-p"],
    ["HEAD --output=WRITTEN"],
    ["HEAD:../../etc/passwd"],
    ["HEAD..HEAD~1"],
    ["^{/x}"],
    ["no-such"],
  ])("about the ref %s is refused and writes nothing", async (ref) => {
    for (const given of [
      { view: "log", ref },
      { view: "show", ref },
      { view: "blame", path: "src/cart.ts", ref },
      { view: "diff", base: ref },
      { view: "diff", ref },
    ]) {
      expect(await ask(given)).toMatch(/^REF_(?:INVALID|NOT_FOUND): /u);
    }
    expect(gitAt(root)("status", "--porcelain")).toBe("");
  });

  test("is named", async () => {
    const answers = [
      await ask({ view: "log", ref: "picture" }),
      await ask({ view: "log", since: "soon" }),
      await ask({ view: "log", path: "../x" }),
      await ask({ view: "log", path: ".git/config" }),
      await ask({ view: "blame" }),
      await ask({ view: "show", symbol: "tax" }),
      await ask({ view: "diff", author: "Ann" }),
      await ask({ view: "log", author: "Ann\nBob" }),
    ];
    expect(answers.join("\n")).toMatchInlineSnapshot(`
      "REF_NOT_FOUND: There is no commit "picture" in the repository. Next: Did you mean "pictures"?
      DATE_INVALID: "soon" is no date. Next: Send 2026-01-31, 2026-01-31T12:00Z or 3 weeks ago.
      PATH_ESCAPE: "../x" leads outside the repository root. Next: Give a path relative to the repository root, such as src/main.ts.
      PROTECTED: ".git/config" lies in git's own folder, which is closed. Next: Ask for history and changes with the git tools instead.
      INVALID_ARGUMENTS: blame needs path or symbol. Next: Correct this and call again; nothing was done.
      INVALID_ARGUMENTS: symbol and lines go with log and blame; show and diff take path. Next: Correct this and call again; nothing was done.
      INVALID_ARGUMENTS: since, author, message and content go with log. Next: Correct this and call again; nothing was done.
      INVALID_ARGUMENTS: give names, lines and texts in one line. Next: Correct this and call again; nothing was done."
    `);
  });

  test.each(["--output=WRITTEN", "-O/bin/false", "--exec=x"])(
    "with %s as a text or path is a text or a path",
    async (text) => {
      expect(await ask({ view: "log", author: text, message: text, content: text })).toBe(
        "No commit fits.",
      );
      expect(await ask({ view: "log", path: text })).toMatch(/^NOT_FOUND: /u);
      expect(await ask({ view: "diff", path: text })).toMatch(/No file differs/u);
      expect(gitAt(root)("status", "--porcelain")).toBe("");
    },
  );
});

describe("a repository that is not whole", () => {
  test("without git, and without a commit", async () => {
    const plain = await temporaryFolder();
    const askOwn = await serve(plain);
    expect(await askOwn({ view: "log" })).toMatch(/^GIT_UNAVAILABLE: /u);
    gitAt(plain)("init", "-q");
    expect(await askOwn({ view: "log" })).toMatchInlineSnapshot(
      `"NO_COMMITS: The repository has no commit yet, so there is no history. Next: Look at the files with read_code."`,
    );
  });

  test("a shallow clone says where its history ends", async () => {
    const clone = join(await temporaryFolder(), "clone");
    gitAt(root)("clone", "-q", "--depth=2", `file://${root}`, clone);
    const askOwn = await serve(clone);
    expect(await askOwn({ view: "log" })).toMatch(
      /Note: The repository is a shallow clone: older commits are not here\.$/u,
    );
    expect(await askOwn({ view: "blame", symbol: "tax" })).toContain(
      "lines of its first commit may be older",
    );
  });

  test("a clone without objects says so and fetches nothing", async () => {
    const clone = join(await temporaryFolder(), "clone");
    gitAt(root)("config", "uploadpack.allowFilter", "true");
    gitAt(root)("clone", "-q", "--filter=blob:none", "--no-checkout", `file://${root}`, clone);
    const askOwn = await serve(clone);
    expect(await askOwn({ view: "log", limit: 1 })).toContain("Merge the pictures");
    expect(await askOwn({ view: "show", ref: "HEAD~3" })).toMatchInlineSnapshot(
      `"OBJECTS_MISSING: The repository was cloned in part, or is damaged: objects that this needs are not here, and nothing is fetched. Next: Ask for less (without patch, fewer commits), or ask the user to fetch the whole history."`,
    );
    expect(await askOwn({ view: "blame", path: "src/cart.ts", ref: "HEAD" })).toMatch(
      /^OBJECTS_MISSING: /u,
    );
  });
});

describe("what a repository says is data", () => {
  test("names, messages and authors are shown with what cannot be seen written out", async () => {
    const odd = await temporaryFolder();
    const git = gitAt(odd, "Mal\u202E\u001B[2J <a\u200B@x>", "2026-01-01T00:00:00Z");
    git("init", "-q", "-b", "main");
    await writeFiles(odd, {
      ":(top)x": "1\n",
      "-p": "2\n",
      "a\u202Eb\n.ts": "3\n",
      "tab\tname.ts": "4\n",
    });
    git("add", "-A");
    git("commit", "-q", "-m", "Fine\u202E\n\ncommit 0000\nauthor Root <root@x>\n+ \u001B[31mred");
    const askOwn = await serve(odd);
    expect(await askOwn({ view: "show", max_chars: 3000 })).toMatchInlineSnapshot(`
      "commit e2e340a1403e8816f4c8ef14680d5ab67ea82cfb
      author Mal⟨U+202E⟩⟨U+001B⟩[2J <a⟨U+200B⟩@x> 2026-01-01T00:00:00+00:00
          Fine⟨U+202E⟩

          commit 0000
          author Root <root@x>
          + ⟨U+001B⟩[31mred
      4 files +4 -0
      A -p +1 -0
      A :(top)x +1 -0
      A a⟨U+202E⟩b⟨U+000A⟩.ts +1 -0
      A tab⟨U+0009⟩name.ts +1 -0

      A -p +1 -0
      @@ -0,0 +1 @@
      +2
      A :(top)x +1 -0
      @@ -0,0 +1 @@
      +1
      A a⟨U+202E⟩b⟨U+000A⟩.ts +1 -0
      @@ -0,0 +1 @@
      +3
      A tab⟨U+0009⟩name.ts +1 -0
      @@ -0,0 +1 @@
      +4
      ⟨U+…⟩ stands for a character that cannot be seen, by its code point."
    `);
    expect(await askOwn({ view: "log", path: ":(top)x" })).toMatchInlineSnapshot(`
      "e2e340a1403e 2026-01-01 Mal⟨U+202E⟩⟨U+001B⟩[2J: Fine⟨U+202E⟩
      ⟨U+…⟩ stands for a character that cannot be seen, by its code point."
    `);
    expect(await askOwn({ view: "blame", path: "-p" })).toMatchInlineSnapshot(`
      "-p on disk: 1 run of lines
      1 e2e340a1403e 2026-01-01 Mal⟨U+202E⟩⟨U+001B⟩[2J: Fine⟨U+202E⟩
      1	2
      ⟨U+…⟩ stands for a character that cannot be seen, by its code point."
    `);
  });

  test("a link that leads outside is not read for blame", async () => {
    const outside = await temporaryFolder();
    await writeFiles(outside, { "cart.ts": "secret\n" });
    const shop = await makeRepository({ "src/cart.ts": "a\n" });
    await rm(join(shop, "src"), { recursive: true });
    await symlink(outside, join(shop, "src"));
    const askOwn = await serve(shop);
    expect(await askOwn({ view: "blame", path: "src/cart.ts" })).toMatch(/^PATH_ESCAPE: /u);
    expect(await askOwn({ view: "diff" })).not.toContain("secret");
  });

  test("settings of the repository change nothing of an answer", async () => {
    const before = await ask({ view: "diff", base: "HEAD~2" });
    const log = await ask({ view: "log", path: "src/cart.ts" });
    const git = gitAt(root);
    const settings = {
      "diff.noprefix": "true",
      "diff.renames": "false",
      "diff.context": "0",
      "diff.orderFile": "/nowhere",
      "diff.mnemonicPrefix": "true",
      "diff.submodule": "log",
      "log.date": "relative",
      "log.showRoot": "false",
      "log.mailmap": "true",
      "format.pretty": "oneline",
      "blame.ignoreRevsFile": "/nowhere",
      "i18n.logOutputEncoding": "latin1",
      "color.ui": "always",
    };
    for (const [key, value] of Object.entries(settings)) {
      git("config", key, value);
    }
    expect(await ask({ view: "diff", base: "HEAD~2" })).toBe(before);
    expect(await ask({ view: "log", path: "src/cart.ts" })).toBe(log);
    expect(await ask({ view: "blame", symbol: "tax" })).toContain("Ann");
  });
});
