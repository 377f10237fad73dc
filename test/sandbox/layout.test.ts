import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import { bubblewrapArgs } from "../../src/sandbox/bubblewrap-args.ts";
import { findGitFolders } from "../../src/sandbox/find-git-folders.ts";
import { findProtected } from "../../src/sandbox/find-protected.ts";
import { planLayout } from "../../src/sandbox/plan-layout.ts";
import { seatbeltProfile } from "../../src/sandbox/seatbelt-profile.ts";
import { makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";

const layout = {
  hidden: ["/home", "/tmp"],
  shown: ["/home/clerk/.cargo/bin"],
  writable: ["/home/clerk/shop", "/tmp/run-7"],
  fixed: ["/home/clerk/shop/.git"],
  emptyFiles: ["/home/clerk/shop/.env"],
  emptyFolders: ["/home/clerk/shop/.vscode"],
};

test("bubblewrap is told everything in order", () => {
  const command = { cwd: "/home/clerk/shop", command: "/usr/bin/node", args: ["--test", "a b"] };
  const args = bubblewrapArgs({
    layout,
    emptyFile: "/tmp/s/empty",
    isRecent: true,
    network: false,
    ...command,
  });
  expect(args.join(" ").replaceAll(" --", "\n--")).toMatchInlineSnapshot(`
    "--unshare-user
    --unshare-pid
    --unshare-ipc
    --unshare-uts
    --unshare-cgroup-try
    --unshare-net
    --disable-userns
    --die-with-parent
    --new-session
    --cap-drop ALL
    --ro-bind / /
    --dev /dev
    --proc /proc
    --ro-bind-try /proc/sys /proc/sys
    --size 536870912
    --tmpfs /home
    --size 536870912
    --tmpfs /tmp
    --ro-bind /home/clerk/.cargo/bin /home/clerk/.cargo/bin
    --bind /home/clerk/shop /home/clerk/shop
    --bind /tmp/run-7 /tmp/run-7
    --ro-bind-try /home/clerk/shop/.git /home/clerk/shop/.git
    --ro-bind /tmp/s/empty /home/clerk/shop/.env
    --tmpfs /home/clerk/shop/.vscode
    --remount-ro /home/clerk/shop/.vscode
    --chdir /home/clerk/shop
    -- /usr/bin/node
    --test a b"
  `);
  const old = bubblewrapArgs({
    layout,
    emptyFile: "/tmp/s/empty",
    isRecent: false,
    network: true,
    ...command,
  });
  expect(args.filter((arg) => !old.includes(arg))).toEqual([
    "--unshare-net",
    "--disable-userns",
    "--size",
    "536870912",
    "--size",
    "536870912",
  ]);
});

test("macOS is told the same", () => {
  expect(seatbeltProfile(layout, false)).toMatchInlineSnapshot(`
    "(version 1)
    (allow default)
    (deny network*)
    (allow network* (local ip "localhost:*"))
    (allow network-outbound (remote ip "localhost:*"))
    (deny file-read* file-write*
      (subpath "/home")
      (subpath "/tmp"))
    (allow file-read-metadata
      (subpath "/home")
      (subpath "/tmp"))
    (deny file-write*)
    (allow file-write* (literal "/dev/null") (literal "/dev/zero") (literal "/dev/stdout") (literal "/dev/stderr"))
    (allow file-read*
      (subpath "/home/clerk/.cargo/bin")
      (subpath "/home/clerk/shop")
      (subpath "/tmp/run-7"))
    (allow file-write*
      (subpath "/home/clerk/shop")
      (subpath "/tmp/run-7"))
    (allow network*
      (subpath "/home/clerk/shop")
      (subpath "/tmp/run-7"))
    (deny file-write*
      (subpath "/home/clerk/shop/.git"))
    (deny file-read* file-write*
      (subpath "/home/clerk/shop/.env")
      (subpath "/home/clerk/shop/.vscode"))
    "
  `);
});

describe.runIf(process.platform === "linux")("what is protected", () => {
  test("is found at any depth but in dependencies, and behind links that stay inside", async () => {
    const root = realpathSync(await temporaryFolder());
    const outside = realpathSync(await temporaryFolder());
    await writeFiles(root, {
      ".env": "",
      ".env.example": "",
      ".env.test": "",
      ".env.production.local": "",
      "till/.envrc": "",
      "till/.claude/settings.json": "",
      "till/.environment": "",
      "docs/agents.txt": "",
      "node_modules/cart/.vscode/settings.json": "",
      "node_modules/cart/.env": "",
    });
    symlinkSync("docs/agents.txt", join(root, "AGENTS.md"));
    symlinkSync(outside, join(root, ".idea"));
    const inRoot = (paths: readonly string[]): string[] =>
      paths.map((path) => path.replace(root, "")).toSorted();
    const { fixed, secret, links, isPartial } = await findProtected(root);
    expect(inRoot(fixed)).toEqual(["/docs/agents.txt", "/till/.claude"]);
    expect(inRoot(secret)).toEqual(["/.env", "/.env.production.local", "/till/.envrc"]);
    expect([inRoot(links), isPartial]).toEqual([["/.idea", "/AGENTS.md"], false]);
  });

  test("takes in the git directories of a linked worktree, but none that does not lead back", async () => {
    const main = realpathSync(await makeRepository({ "till.js": "" }));
    const house = realpathSync(await temporaryFolder());
    const linked = join(house, "linked");
    execFileSync("git", ["worktree", "add", "--quiet", "--detach", linked], { cwd: main });
    expect(findGitFolders(main)).toEqual([join(main, ".git")]);
    expect(findGitFolders(linked)).toEqual([
      join(main, ".git", "worktrees", "linked"),
      join(main, ".git"),
    ]);
    const hostile = join(house, "hostile");
    const fake = join(hostile, "fake");
    mkdirSync(fake, { recursive: true });
    writeFileSync(join(hostile, ".git"), `gitdir: ${main}/.git/worktrees/linked\n`);
    expect(findGitFolders(hostile)).toEqual([]);
    writeFileSync(join(hostile, ".git"), "gitdir: fake\n");
    writeFileSync(join(fake, "gitdir"), join(hostile, ".git"));
    writeFileSync(join(fake, "commondir"), house);
    // Protected, which does no harm, and nothing else.
    expect(findGitFolders(hostile)).toEqual([fake]);
    writeFileSync(join(hostile, ".git"), "gitdir: .\n");
    expect(findGitFolders(hostile)).toEqual([]);
  });

  test("a home that holds the root is hidden but for it, one inside the root but for its secrets", async () => {
    const house = realpathSync(await temporaryFolder());
    const root = join(house, "shop");
    await writeFiles(house, {
      ".ssh/id": "",
      ".netrc": "",
      "go/pkg/mod/till": "",
      "node_modules/x": "",
    });
    await writeFiles(root, { "till.js": "" });
    symlinkSync(join(house, ".ssh"), join(root, "node_modules"));
    const nothing = { fixed: [], secret: [], links: [], isPartial: false };
    const plan = (from: string, path: string): ReturnType<typeof planLayout> =>
      planLayout(
        from,
        {
          command: "/usr/bin/true",
          args: [],
          cwd: from,
          environment: { HOME: house, PATH: path },
          writable: [],
          readable: [],
        },
        nothing,
        [],
      );
    // The home itself on PATH is not shown, nor what the repository's link leads to.
    expect(plan(root, `${house}:/usr/bin`).shown.filter((path) => path.startsWith(house))).toEqual([
      join(house, "go", "pkg", "mod"),
      join(house, "node_modules"),
    ]);
    const { emptyFiles, emptyFolders } = plan(house, "/usr/bin");
    expect(emptyFiles).toContain(join(house, ".netrc"));
    expect(emptyFolders).toContain(join(house, ".ssh"));
  });
});
