import {
  chmodSync,
  chownSync,
  existsSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { configPaths, indexPaths } from "../../src/git/index-paths.ts";
import { openGit } from "../../src/git/open-git.ts";
import { makePipe, never, writeTree } from "../workspace/support.ts";
import {
  type Bench,
  bench,
  pathsOf,
  canary,
  gitAt,
  listingAt,
  loseObject,
  whyNot,
} from "./support.ts";
import { traps } from "./traps.ts";

const shop = { "till.ts": "export const till = 1;\n", "src/cart.ts": "cart\n" };

describe("a repository is opened", () => {
  test("with its folders", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    const git = await gitAt(join(root, "src"), on);
    expect(git).toMatchObject({
      root: join(root, "src"),
      workTree: root,
      gitDir: join(root, ".git"),
      commonDir: join(root, ".git"),
      excludesFile: join(on.folder, "home/.config/git/ignore"),
      filters: [],
    });
  });

  test("and its deciding files are known, those of a linked worktree and the user's included", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    on.git(root, "worktree", "add", "-q", "../annex");
    on.git(root, "config", "--global", "core.excludesFile", "~/mine");
    const git = await gitAt(join(on.folder, "annex"), on);
    const paths = indexPaths(git)
      .filter((path) => path.startsWith(on.folder))
      .map((path) => path.slice(on.folder.length + 1));
    expect(paths).toEqual([
      "shop/.git/worktrees/annex/index",
      "shop/.git/worktrees/annex/info/sparse-checkout",
      "shop/.git/info/exclude",
      "home/mine",
      "shop/.git/worktrees/annex/HEAD",
      "shop/.git/config",
      "shop/.git/worktrees/annex/config.worktree",
      "home/.gitconfig",
      "home/.config/git/config",
    ]);
  });

  test("and so are included configurations, and ignore files above a root that is a subfolder", async () => {
    const on = bench();
    const root = on.repository("shop", { ...shop, shared: "[core]\n\tabbrev = 8\n" });
    on.git(root, "config", "include.path", "../shared");
    const git = await gitAt(join(root, "src"), on);
    expect(configPaths(git)).toContain(join(root, "shared"));
    expect(indexPaths(git)).toContain(join(root, ".gitignore"));
  });

  test("when .git is a file that names a folder inside", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    on.git(root, "init", "-q", "--separate-git-dir", ".repository");
    expect(await gitAt(root, on)).toMatchObject({
      workTree: root,
      gitDir: join(root, ".repository"),
    });
  });
});

describe("a reason is given instead", () => {
  test("without a repository", async () => {
    const on = bench();
    expect(await whyNot(on.folder, on)).toMatch(/^git said: fatal: not a git repository/u);
  });

  test("without git on PATH", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    expect(await openGit(root, { ...on.environment, PATH: "/nowhere" }, never)).toEqual({
      unavailable: "git was not found on PATH.",
    });
  });

  test("in a bare repository and in a .git folder", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    on.git(on.folder, "init", "-q", "--bare", "store");
    expect(await whyNot(join(on.folder, "store"), on)).toMatch(/^git said: fatal: /u);
    expect(await whyNot(join(root, ".git"), on)).toMatch(/^git said: fatal: /u);
  });

  test("in a folder that the repository around it ignores", async () => {
    const on = bench();
    const root = on.repository("shop", { ...shop, ".gitignore": "out/\n" });
    writeTree(root, { "out/x.ts": "" });
    expect(await whyNot(join(root, "out"), on)).toBe(
      "The repository around this folder ignores it.",
    );
  });

  test.runIf(process.getuid?.() === 0)(
    "when the folder belongs to another user, unless the user allows it",
    async () => {
      const on = bench();
      const root = on.repository("shop", shop);
      chownSync(root, 65_534, 65_534);
      chownSync(join(root, ".git"), 65_534, 65_534);
      expect(await whyNot(root, on)).toBe(
        "The repository belongs to another user, and git's safe.directory does not list it.",
      );
      on.git(on.folder, "config", "--global", "safe.directory", root);
      expect(pathsOf(await listingAt(root, on))).toEqual(["src/cart.ts", "till.ts"]);
    },
  );

  test("when the configuration is broken", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    writeFileSync(join(root, ".git/config"), "[core\nthis is no configuration");
    expect(await whyNot(root, on)).toMatch(/^git said: fatal: bad config line/u);
  });
});

describe("case 27: a .git that points elsewhere opens nothing", () => {
  const cases: [string, (on: Bench, root: string, victim: string) => void][] = [
    ["core.worktree at the top", (on, root) => void on.git(root, "config", "core.worktree", "/")],
    [
      "core.worktree at the folder above",
      (on, root) => void on.git(root, "config", "core.worktree", "../.."),
    ],
    [
      "a .git file that names another repository",
      (_on, root, victim) => {
        rmSync(join(root, ".git"), { recursive: true });
        writeFileSync(join(root, ".git"), `gitdir: ${victim}/.git\n`);
      },
    ],
    [
      "a .git link to another repository",
      (_on, root, victim) => {
        rmSync(join(root, ".git"), { recursive: true });
        symlinkSync(join(victim, ".git"), join(root, ".git"));
      },
    ],
    [
      "a .git folder that takes its objects from another repository",
      (_on, root, victim) => {
        writeFileSync(join(root, ".git/commondir"), `${victim}/.git\n`);
        writeFileSync(join(root, ".git/gitdir"), `${root}/.git\n`);
      },
    ],
    [
      "a .git file that names another repository's worktree",
      (on, root, victim) => {
        on.git(victim, "worktree", "add", "-q", "../annex");
        rmSync(join(root, ".git"), { recursive: true });
        writeFileSync(join(root, ".git"), `gitdir: ${victim}/.git/worktrees/annex\n`);
      },
    ],
  ];

  test.each(cases)("%s", async (_name, prepare) => {
    const on = bench();
    const root = on.repository("shop", shop);
    const victim = on.repository("victim", { "secret.ts": "" });
    prepare(on, root, victim);
    expect(await whyNot(root, on)).toMatch(
      /core\.worktree|do not belong together|^git said: fatal/u,
    );
  });

  test("a pipe in place of a file that is read does not block", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    on.git(root, "worktree", "add", "-q", "../annex");
    rmSync(join(root, ".git/worktrees/annex/gitdir"));
    makePipe(join(root, ".git/worktrees/annex/gitdir"));
    expect(await whyNot(join(on.folder, "annex"), on)).toMatch(/do not belong together/u);
  });

  test("include.path of the repository runs nothing and shows nothing", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    on.git(root, "config", "include.path", "/etc/passwd");
    expect(await whyNot(root, on)).not.toContain("root:");
  });
});

describe("nothing that the repository names is started", () => {
  test.each(traps.map((trap) => [trap.name, trap] as const))("case %s", async (_, trap) => {
    const on = bench();
    const root = on.repository("shop", shop);
    const { program, sang } = canary(on);
    trap.set(on, root, program);
    // Of the same size, so that git has to look at the content.
    writeFileSync(join(root, "till.ts"), "export const till = 2;\n");
    writeFileSync(join(root, "src/cart.ts"), "sold\n");
    const git = await gitAt(root, on);
    expect(pathsOf(await listingAt(root, on))).toEqual(["src/cart.ts", "till.ts"]);
    await git.run(["diff", "--no-ext-diff", "--no-textconv"], { signal: never });
    await git.run(["status", "--porcelain", "--ignore-submodules=dirty"], { signal: never });
    expect(sang()).toBe(false);
    try {
      on.git(root, ...trap.bait);
    } catch {
      // A canary is no good filter; that it was started is what counts.
    }
    expect(sang()).toBe(true);
  });

  test("case 25: the configuration of a bare repository inside a clone is not used", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    const { program, sang } = canary(on);
    on.git(root, "init", "-q", "--bare", "box");
    on.git(join(root, "box"), "config", "core.bare", "false");
    on.git(join(root, "box"), "config", "core.worktree", "..");
    on.git(join(root, "box"), "config", "core.fsmonitor", program);
    await listingAt(root, on);
    expect(await whyNot(join(root, "box"), on)).not.toBe("");
    expect(sang()).toBe(false);
    on.git(join(root, "box"), "status");
    expect(sang()).toBe(true);
  });

  test.each([
    ["its upload-pack", { "remote.origin.uploadpack": "PROGRAM", "remote.origin.url": "." }],
    [
      "an external transport",
      { "remote.origin.url": "ext::PROGRAM", "protocol.ext.allow": "always" },
    ],
    ["ssh", { "remote.origin.url": "ssh://shop.example/shop", "core.sshCommand": "PROGRAM" }],
  ])("case 26: missing objects are not fetched by %s", async (_name, settings) => {
    const on = bench();
    const root = on.repository("shop", shop);
    const { program, sang } = canary(on);
    const named = Object.entries(settings).map(
      ([key, value]) => [key, value.replace("PROGRAM", program)] as const,
    );
    const id = loseObject(on, root, "till.ts", Object.fromEntries(named));
    const git = await gitAt(root, on);
    expect(pathsOf(await listingAt(root, on))).toContain("till.ts");
    await expect(git.run(["cat-file", "blob", id], { signal: never })).rejects.toThrow(/./u);
    expect(sang()).toBe(false);
    expect(() => on.git(root, "cat-file", "blob", id)).toThrow(/cat-file/u);
    expect(sang()).toBe(true);
  });

  test("case 28: the filters and monitors of a submodule are not used", async () => {
    const on = bench();
    on.repository("lib", { "lib.ts": "lib\n" });
    const root = on.repository("shop", shop);
    on.git(root, "submodule", "--quiet", "add", "../lib", "lib");
    const { program, sang } = canary(on);
    on.git(join(root, "lib"), "config", "core.fsmonitor", program);
    utimesSync(join(root, "lib/lib.ts"), 1, 1);
    expect(pathsOf(await listingAt(root, on))).toContain("lib/lib.ts");
    expect(sang()).toBe(false);
  });

  test("case 29: inherited GIT_ variables do not count", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    const victim = on.repository("victim", { "secret.ts": "" });
    const { program, sang } = canary(on);
    const hostile = {
      ...on.environment,
      GIT_DIR: join(victim, ".git"),
      GIT_WORK_TREE: victim,
      GIT_INDEX_FILE: join(victim, ".git/index"),
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.fsmonitor",
      GIT_CONFIG_VALUE_0: program,
      GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${program}'`,
      GIT_EXTERNAL_DIFF: program,
      GIT_EXEC_PATH: on.folder,
    };
    expect(pathsOf(await listingAt(root, { ...on, environment: hostile }))).toEqual([
      "src/cart.ts",
      "till.ts",
    ]);
    expect(sang()).toBe(false);
  });

  test("a git that the repository brings is passed over", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    const { program, sang } = canary(on);
    writeTree(root, { "node_modules/.bin/": "" });
    symlinkSync(program, join(root, "node_modules/.bin/git"));
    writeFileSync(join(root, "git"), readFileSync(program));
    chmodSync(join(root, "git"), 0o755);
    const PATH = `.:${root}/node_modules/.bin:${root}:${on.environment["PATH"] ?? ""}`;
    await listingAt(root, { ...on, environment: { ...on.environment, PATH } });
    expect(sang()).toBe(false);
  });

  test("listing writes nothing into the repository", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    const before = readFileSync(join(root, ".git/index"));
    utimesSync(join(root, "till.ts"), 1, 1);
    await listingAt(root, on);
    expect(readFileSync(join(root, ".git/index")).equals(before)).toBe(true);
    expect(existsSync(join(root, ".git/index.lock"))).toBe(false);
  });
});

describe("running git", () => {
  const endless = ["log", "-E", "-G(a|a?)+(a|a?)+(a|a?)+(a|a?)+\\1b$"];

  test("git waits for no input that nobody gives", async () => {
    const on = bench();
    const git = await gitAt(on.repository("shop", shop), on);
    const run = { signal: never, timeoutMs: 5000 };
    expect((await git.run(["cat-file", "--batch"], run)).bytes.toString()).toBe("");
    const { bytes } = await git.run(["cat-file", "--batch"], { ...run, input: "HEAD:till.ts\n" });
    expect(bytes.toString()).toContain("export const till = 1;");
  });

  test("output beyond the cap ends git, and says so", async () => {
    const on = bench();
    const root = on.repository("shop", { big: "line\n".repeat(200_000) });
    const git = await gitAt(root, on);
    const { bytes, truncated } = await git.run(["show", "HEAD:big"], {
      signal: never,
      maxBytes: 1000,
    });
    expect({ length: bytes.length, truncated }).toEqual({ length: 1000, truncated: true });
  });

  test("case 30: a search that never ends is ended", async () => {
    const on = bench();
    const root = on.repository("shop", { big: `${"a".repeat(60)}\n`.repeat(2000) });
    const git = await gitAt(root, on);
    const search = git.run(endless, { signal: never, timeoutMs: 300 });
    await expect(search).rejects.toMatchObject({ code: "GIT_TIMEOUT" });
  });

  test("an abort ends git", async () => {
    const on = bench();
    const root = on.repository("shop", { big: `${"a".repeat(60)}\n`.repeat(2000) });
    const git = await gitAt(root, on);
    const abort = new AbortController();
    const waiting = git.run(endless, { signal: abort.signal });
    setTimeout(() => abort.abort(new Error("enough")), 100);
    await expect(waiting).rejects.toThrow("enough");
  });

  test("a failure carries git's own words", async () => {
    const on = bench();
    const git = await gitAt(on.repository("shop", shop), on);
    await expect(git.run(["rev-parse", "--verify", "nothing"], { signal: never })).rejects.toThrow(
      "fatal: Needed a single revision",
    );
  });

  test("a command without output is as quick as one with", async () => {
    const on = bench();
    const root = on.repository("shop", shop);
    const git = await gitAt(root, on);
    await git.run(["ls-files"], { signal: never });
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const startMs = performance.now();
      await git.run(["ls-files", "--others"], { signal: never });
      times.push(performance.now() - startMs);
    }
    expect(Math.min(...times)).toBeLessThan(45);
  });
});
