import { chmod, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { gitAt, identity } from "../support/git-at.ts";
import { makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { slow } from "./rename-shop.ts";

const shop = {
  "src/cart.ts": "export const cart = 1;\n",
  "src/till.ts": "export const till = 1;\n",
  "src/lines.ts": Array.from({ length: 20 }, (_, at) => `line ${at};\n`).join(""),
  ".gitignore": "out/\n",
  "old.txt": "old\n",
};

let root: string;
let git: ReturnType<typeof gitAt>;
let server: StartedServer;

const env = {
  HOME: "/nonexistent",
  ...identity("Ann", "ann@shop.example", "2026-01-02T00:00:00Z"),
};

const commit = async (args: Readonly<Record<string, unknown>>): Promise<string> =>
  await server.callText("commit_changes", { message: "Sell tea", ...args });

beforeAll(async () => {
  root = await makeRepository(shop);
  git = gitAt(root);
  server = await startServer({ root, env });
}, slow.timeout);

beforeEach(() => {
  git("checkout", "-q", "-f", "main");
  git("reset", "-q", "--hard", ":/Start");
  git("clean", "-q", "-f", "-d");
});

afterAll(async () => {
  await server.close();
});

const write = async (files: Readonly<Record<string, string>>): Promise<void> =>
  await writeFiles(root, files);

const hook = async (name: string, text: string): Promise<void> => {
  await writeFile(join(root, ".git/hooks", name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
};

/** What git says of the repository afterwards. */
const state = (): string =>
  [git("log", "--oneline", "-3", "--format=%s (%an)"), git("status", "--porcelain")]
    .map((text) => text.trimEnd())
    .join("\n--\n");

describe("a commit", () => {
  test("has the named paths alone, new and deleted ones among them; what else is staged stays so", async () => {
    await write({
      "src/cart.ts": "export const cart = 2;\n",
      "src/new.ts": "fresh\n",
      "a.txt": "a\n",
    });
    await write({ "src/till.ts": "export const till = 2;\n" });
    await rm(join(root, "old.txt"));
    git("add", "src/till.ts");
    await write({ "src/till.ts": "export const till = 3;\n" });
    expect(await commit({ paths: ["src/cart.ts", "src/new.ts", "old.txt"] }))
      .toMatchInlineSnapshot(`
      "ok commit=ab2bf65dada1 branch=main 3 files +2 -2
      D old.txt +0 -1
      M src/cart.ts +1 -1
      A src/new.ts +1 -0
      Remain uncommitted: a.txt, src/till.ts
      Staged elsewhere: src/till.ts"
    `);
    expect(state()).toMatchInlineSnapshot(`
      "Sell tea (Ann)
      Start (Test)
      --
      MM src/till.ts
      ?? a.txt"
    `);
    expect(git("diff", "--cached")).toContain("+export const till = 2;");
    expect(git("cat-file", "commit", "HEAD")).toMatchInlineSnapshot(`
      "tree 51cb0a303be407fbaa119d7a18689c06c27601c1
      parent 212fd9da950f616e5e1e2767a9abd0e99f05c9c0
      author Ann <ann@shop.example> 1767312000 +0000
      committer Ann <ann@shop.example> 1767312000 +0000

      Sell tea
      "
    `);
  });

  test("is shown before by a dry run, which changes nothing", async () => {
    await write({ "src/cart.ts": "export const cart = 2;\n", "b.txt": "b\n" });
    const objects = git("count-objects");
    const index = await readFile(join(root, ".git/index"));
    const result = await server.call("commit_changes", {
      message: "Sell tea",
      paths: ["src"],
      dry_run: true,
    });
    expect(result.structuredContent).toMatchInlineSnapshot(`
      {
        "branch": "main",
        "diff": "diff --git a/src/cart.ts b/src/cart.ts
      index d8eff47..ab615cc 100644
      --- a/src/cart.ts
      +++ b/src/cart.ts
      @@ -1 +1 @@
      -export const cart = 1;
      +export const cart = 2;
      ",
        "files": [
          {
            "added": 1,
            "path": "src/cart.ts",
            "removed": 1,
            "status": "M",
          },
        ],
        "notes": [],
        "remaining": [
          "b.txt",
        ],
        "remaining_total": 1,
        "staged_elsewhere": [],
      }
    `);
    expect(git("count-objects")).toBe(objects);
    expect((await readFile(join(root, ".git/index"))).equals(index)).toBe(true);
    expect(state()).toMatchInlineSnapshot(`
      "Start (Test)
      --
       M src/cart.ts
      ?? b.txt"
    `);
  });

  test("of a folder has all that changed in it, links and modes among it", async () => {
    await write({ "src/run.sh": "#!/bin/sh\n", "src/deep/x.txt": "x\n", "out/x": "x" });
    await chmod(join(root, "src/run.sh"), 0o755);
    await symlink("cart.ts", join(root, "src/link.ts"));
    await rm(join(root, "src/till.ts"));
    await write({ "src/till.ts/in.ts": "a folder now\n" });
    expect(await commit({ paths: ["."] })).toMatchInlineSnapshot(`
      "ok commit=8c802e3ba042 branch=main 5 files +4 -1
      A src/deep/x.txt +1 -0
      A src/link.ts +1 -0 link
      A src/run.sh +1 -0
      D src/till.ts +0 -1
      A src/till.ts/in.ts +1 -0"
    `);
    expect(state()).toMatchInlineSnapshot(`
      "Sell tea (Ann)
      Start (Test)
      --
      "
    `);
    expect(git("ls-tree", "-r", "HEAD", "src")).toMatch(/^120000 .*src\/link\.ts$/mu);
  });

  test("has the message as it is, with one line end", async () => {
    await write({ "src/cart.ts": "1\n" });
    await commit({ paths: ["src"], message: "# Title\n\n\n  body  \n# not a comment" });
    expect(git("cat-file", "commit", "HEAD")).toMatch(
      /\n\n# Title\n\n\n {2}body {2}\n# not a comment\n$/u,
    );
  });

  test("of an edit has its hunks alone", async () => {
    const lines = shop["src/lines.ts"];
    await write({ "src/lines.ts": lines.replace("line 18;", "line eighteen;") });
    const result = await server.call("edit_files", {
      edits: [{ path: "src/lines.ts", old_text: "line 2;", new_text: "line two;" }],
      verify: "none",
    });
    const editId = /edit_id=(\S+)/u.exec(JSON.stringify(result.content))?.[1];
    expect(await commit({ edit_ids: [editId], dry_run: true })).toMatchInlineSnapshot(`
      "dry run, nothing committed. branch=main 1 file +1 -1
      M src/lines.ts +1 -1
      Remain uncommitted: src/lines.ts
      diff --git a/src/lines.ts b/src/lines.ts
      index 34602cb..ea51f0b 100644
      --- a/src/lines.ts
      +++ b/src/lines.ts
      @@ -1,6 +1,6 @@
       line 0;
       line 1;
      -line 2;
      +line two;
       line 3;
       line 4;
       line 5;"
    `);
    expect(await commit({ edit_ids: [editId] })).toMatchInlineSnapshot(`
      "ok commit=cfdc7127d253 branch=main 1 file +1 -1
      M src/lines.ts +1 -1
      Remain uncommitted: src/lines.ts"
    `);
    expect(git("show", "HEAD", "--format=", "--unified=0")).toContain("+line two;");
    expect(git("show", "HEAD", "--format=")).not.toContain("+line eighteen;");
    expect(git("diff", "--unified=0")).toContain("+line eighteen;");
    expect(git("diff", "--cached")).toBe("");
  });

  test("of an edit that stands on other changes is refused", async () => {
    const lines = shop["src/lines.ts"];
    await write({ "src/lines.ts": lines.replace("line 2;", "line 2b;") });
    const result = await server.call("edit_files", {
      edits: [{ path: "src/lines.ts", old_text: "line 2b;", new_text: "line 2c;" }],
      verify: "none",
    });
    const editId = /edit_id=(\S+)/u.exec(JSON.stringify(result.content))?.[1];
    expect(await commit({ edit_ids: [editId] })).toMatch(/^EDIT_OVERLAPS: /u);
    expect(await commit({ edit_ids: ["e999-zzz"] })).toMatch(/^EDIT_NOT_FOUND: /u);
  });

  test("on a detached HEAD is said to be on no branch", async () => {
    git("checkout", "-q", "--detach");
    await write({ "src/cart.ts": "1\n" });
    expect(await commit({ paths: ["src/cart.ts"] })).toMatchInlineSnapshot(`
      "ok commit=cf1b1e8125d5 no branch 1 file +1 -1
      M src/cart.ts +1 -1
      Note: HEAD is detached: the commit is on no branch, and a later checkout leaves it behind."
    `);
    expect(git("log", "-1", "--format=%s", "main")).toBe("Start\n");
  });

  test("knows line endings as git does", async () => {
    git("config", "core.autocrlf", "input");
    await write({ "src/cart.ts": "export const cart = 1;\r\nexport const tea = 1;\r\n" });
    expect(await commit({ paths: ["src"] })).toContain("M src/cart.ts +1 -0");
    expect(git("status", "--porcelain")).toBe("");
    git("config", "--unset", "core.autocrlf");
  });
});

describe("nothing is committed", () => {
  test("of what is not there, ignored, unchanged, outside or git's own", async () => {
    await write({ "out/x": "x" });
    const answers = [
      await commit({ paths: ["src/card.ts"] }),
      await commit({ paths: ["out/x"] }),
      await commit({ paths: ["src/cart.ts"] }),
      await commit({ paths: ["../x"] }),
      await commit({ paths: [".git/config"] }),
      await commit({ paths: ["src/.GIT/x"] }),
      await commit({}),
      await commit({ paths: ["src"], message: "  \n" }),
    ];
    expect(answers.join("\n")).toMatchInlineSnapshot(`
      "NOT_FOUND: There is no "src/card.ts", neither on disk nor in the last commit. Next: Name a path that changed; git_history view diff shows them.
      PATH_IGNORED: "out/x" is ignored by git, or an empty folder, so it is not committed. Next: Leave it out, or ask the user to add it with git add --force.
      NOTHING_TO_COMMIT: Nothing of what was named differs from the last commit. Nothing changed in "src/cart.ts". Next: Look at what changed with git_history view diff.
      PATH_ESCAPE: "../x" leads outside the repository root. Next: Give a path relative to the repository root, such as src/main.ts.
      PROTECTED: ".git/config" lies in git's own folder, which is closed. Next: Ask for history and changes with the git tools instead.
      PROTECTED: "src/.GIT/x" lies in git's own folder, which is closed. Next: Ask for history and changes with the git tools instead.
      INVALID_ARGUMENTS: give paths or edit_ids, or both. Next: Correct this and call again; nothing was done.
      INVALID_ARGUMENTS: message must say something, in text. Next: Correct this and call again; nothing was done."
    `);
    expect(state()).toBe("Start (Test)\n--\n");
  });

  test("with secrets or lines of an unfinished merge, unless they are allowed", async () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    await write({ "src/cart.ts": `one\nconst token = "${token}";\n` });
    const objects = git("count-objects");
    expect(await commit({ paths: ["src"] })).toMatchInlineSnapshot(
      `"SECRETS_FOUND: Nothing was committed: "src/cart.ts" line 2 looks like a GitHub token. Next: Take it out of the file; if it is none, send the call again with allow: ["secrets"]."`,
    );
    expect(git("count-objects")).toBe(objects);
    await write({ "src/cart.ts": "<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> other\n" });
    expect(await commit({ paths: ["src"], dry_run: true })).toMatchInlineSnapshot(
      `"CONFLICT_MARKERS_FOUND: Nothing was committed: lines of an unfinished merge are in "src/cart.ts" line 1, "src/cart.ts" line 5. Next: Settle the conflict; if they belong there, send the call again with allow: ["conflict_markers"]."`,
    );
    expect(await commit({ paths: ["src"], allow: ["conflict_markers"] })).toMatch(/^ok /u);
  });

  test("in the middle of a merge, rebase or cherry-pick, and with unsettled conflicts", async () => {
    await write({ "src/cart.ts": "ours\n" });
    for (const [file, code] of [
      ["MERGE_HEAD", "OPERATION_IN_PROGRESS"],
      ["CHERRY_PICK_HEAD", "OPERATION_IN_PROGRESS"],
      ["rebase-merge/x", "OPERATION_IN_PROGRESS"],
    ] as const) {
      await write({ [`.git/${file}`]: "" });
      expect(await commit({ paths: ["src"] })).toContain(code);
      await rm(join(root, ".git", file.split("/")[0] ?? ""), { recursive: true });
    }
    git("stash", "-q");
    await write({ "src/cart.ts": "theirs\n" });
    git("commit", "-q", "-am", "Theirs");
    expect(() => git("stash", "pop")).toThrow(/./u);
    expect(await commit({ paths: ["src"] })).toMatchInlineSnapshot(
      `"UNMERGED: There are conflicts that are not settled, so nothing was committed: "src/cart.ts". Next: Settle them, then ask the user to run git add on these files."`,
    );
    git("stash", "drop", "-q");
  });

  test("of files that go through a filter", async () => {
    await write({
      ".git/info/attributes": "*.psd filter=lfs\n",
      "tea.psd": "pixels\n",
      "b.txt": "b\n",
    });
    expect(await commit({ paths: ["."] })).toMatchInlineSnapshot(
      `"FILTER_NOT_RUN: These files go through a filter of git, "lfs", which is not run here: "tea.psd". Next: Leave them out, or ask the user to commit them with git."`,
    );
    expect(await commit({ paths: ["b.txt"] })).toMatch(/^ok /u);
    await rm(join(root, ".git/info/attributes"));
  });

  test("when nobody is named who commits", async () => {
    const nobody = await startServer({ root, env: { HOME: "/nonexistent" } });
    await write({ "src/cart.ts": "1\n" });
    expect(
      await nobody.callText("commit_changes", { message: "x", paths: ["src"] }),
    ).toMatchInlineSnapshot(
      `"IDENTITY_MISSING: git does not know who commits: user.name and user.email are not both set. Next: Ask the user to run git config user.name "…" and git config user.email "…"."`,
    );
    git("config", "user.name", "Local");
    git("config", "user.email", "local@shop.example");
    expect(await nobody.callText("commit_changes", { message: "x", paths: ["src"] })).toMatch(
      /^ok /u,
    );
    expect(state()).toContain("x (Local)");
    git("config", "--remove-section", "user");
    await nobody.close();
  });

  test("below a folder that was swapped for a link that leads outside", async () => {
    const outside = await temporaryFolder();
    await writeFiles(outside, { "cart.ts": "secret\n", "till.ts": "secret\n" });
    await rm(join(root, "src"), { recursive: true });
    await symlink(outside, join(root, "src"));
    const answer = await commit({ paths: ["."] });
    expect(answer).toContain("A src +1 -0 link");
    expect(git("log", "-1", "-p")).not.toContain("+secret");
  });
});

describe("hooks and signatures", () => {
  test("are left alone and named without --git-hooks", async () => {
    await hook("pre-commit", "exit 1");
    git("config", "commit.gpgSign", "true");
    git("config", "gpg.program", "false");
    await write({ "src/cart.ts": "1\n" });
    expect(await commit({ paths: ["src"] })).toMatchInlineSnapshot(`
      "ok commit=cf1b1e8125d5 branch=main 1 file +1 -1
      M src/cart.ts +1 -1
      Note: Hooks were not run: pre-commit.
      Note: The commit is not signed; that needs --git-hooks."
    `);
    git("config", "--unset", "commit.gpgSign");
    await rm(join(root, ".git/hooks/pre-commit"));
  });

  test("run with --git-hooks: they refuse, change what is committed, and the message", async () => {
    const trusting = await startServer({ root, env, args: ["--git-hooks"] });
    const ask = async (): Promise<string> =>
      await trusting.callText("commit_changes", { message: "Sell tea", paths: ["src"] });
    await write({ "src/cart.ts": "1\n", "src/till.ts": "1\n" });
    await hook("pre-commit", "exit 1");
    expect(await ask()).toContain("HOOK_FAILED: The hook pre-commit refused the commit");
    await hook("pre-commit", "echo too dear >&2; exit 1");
    expect(await ask()).toMatchInlineSnapshot(
      `"HOOK_FAILED: The hook pre-commit refused the commit, so nothing was committed: too dear Next: Mend what it says and send the call again."`,
    );
    expect(state()).toContain("Start (Test)");
    await hook("pre-commit", "echo 3 > src/cart.ts; git add src/cart.ts");
    await hook("commit-msg", 'echo "Signed-off-by: Ann" >> "$1"');
    await hook("post-commit", "exit 1");
    expect(await ask()).toMatchInlineSnapshot(`
      "ok commit=c96492898934 branch=main 2 files +2 -2
      M src/cart.ts +1 -1
      M src/till.ts +1 -1
      Note: The hook pre-commit changed what was committed.
      Note: The hook post-commit failed; the commit is made."
    `);
    expect(git("log", "-1", "--format=%B")).toBe("Sell tea\nSigned-off-by: Ann\n\n");
    expect(git("show", "HEAD:src/cart.ts")).toBe("3\n");
    expect(git("status", "--porcelain")).toBe("");
    for (const name of ["pre-commit", "commit-msg", "post-commit"]) {
      await rm(join(root, ".git/hooks", name));
    }
    await trusting.close();
  });
});

test("the first commit of a repository, in a folder of it", async () => {
  const fresh = await temporaryFolder();
  const own = gitAt(fresh);
  own("init", "-q", "-b", "trunk");
  await writeFiles(fresh, { "pack/a.ts": "1\n", "pack/b.ts": "2\n", "top.txt": "x\n" });
  own("add", "top.txt");
  const inside = await startServer({ root: join(fresh, "pack"), env });
  expect(await inside.callText("commit_changes", { message: "First", paths: ["a.ts"] }))
    .toMatchInlineSnapshot(`
    "ok commit=2ac23f956f86 branch=trunk 1 file +1 -0
    A a.ts +1 -0
    Remain uncommitted: b.ts
    Note: Changed paths outside of the root were left alone: 1."
  `);
  expect(own("status", "--porcelain")).toBe("A  top.txt\n?? pack/b.ts\n");
  expect(await inside.callText("git_history", { view: "show" })).toMatchInlineSnapshot(`
    "commit 2ac23f956f8693eb50a39161f16b8832b5d573a3
    author Ann <ann@shop.example> 2026-01-02T00:00:00+00:00
        First
    1 file +1 -0

    A a.ts +1 -0
    @@ -0,0 +1 @@
    +1"
  `);
  await inside.close();
});
