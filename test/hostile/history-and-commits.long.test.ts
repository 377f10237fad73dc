import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { type Bench, bench, canary } from "../git/support.ts";
import { traps } from "../git/traps.ts";
import { identity } from "../support/git-at.ts";
import { startServer } from "../support/start-server.ts";

/** A server starts in each. */
const slow = { timeout: 60_000 };

const shop = { "till.ts": "export const till = 1;\n", "src/cart.ts": "cart\n", "b.txt": "b\n" };

/** Whatever `git_history` and `commit_changes` do, each in a way of its own. */
const calls: readonly (readonly [tool: string, args: Readonly<Record<string, unknown>>])[] = [
  ["git_history", { view: "log" }],
  ["git_history", { view: "log", path: "till.ts", patch: true }],
  ["git_history", { view: "log", symbol: "till.ts#till" }],
  ["git_history", { view: "log", path: "till.ts", lines: "1", patch: true }],
  ["git_history", { view: "log", content: "till", author: "Clerk", message: "shop" }],
  ["git_history", { view: "blame", path: "till.ts" }],
  ["git_history", { view: "blame", path: "till.ts", ref: "HEAD" }],
  ["git_history", { view: "show" }],
  ["git_history", { view: "diff" }],
  ["git_history", { view: "diff", base: "HEAD~1", ref: "HEAD" }],
  ["commit_changes", { message: "x", paths: ["."], dry_run: true }],
  ["commit_changes", { message: "x", paths: ["b.txt"] }],
];

function changedShop(on: Bench): string {
  const root = on.repository("shop", shop);
  writeFileSync(join(root, "till.ts"), "export const till = 2;\n");
  on.git(root, "commit", "-q", "-a", "-m", "Raise");
  for (const path of Object.keys(shop)) {
    writeFileSync(join(root, path), "export const till = 3;\n");
  }
  return root;
}

async function answersIn(on: Bench, root: string): Promise<readonly string[]> {
  const home = on.environment["HOME"] ?? "";
  const who = identity("Clerk", "clerk@shop.example", "2026-01-01T00:00:00Z");
  const server = await startServer({ root, env: { HOME: home, ...who } });
  onTestFinished(server.close);
  const answers: string[] = [];
  for (const [tool, args] of calls) {
    answers.push(await server.callText(tool, args));
  }
  return answers;
}

test(
  "21 to 24: nothing that a repository names is started by history and commits",
  slow,
  async () => {
    const on = bench();
    const root = changedShop(on);
    const { program, sang } = canary(on);
    for (const { set } of traps) {
      set(on, root, program);
    }
    sang();
    const answers = await answersIn(on, root);
    expect(sang()).toBe(false);
    const codes = answers.map((answer) => /^[A-Z_]+(?=: )/u.exec(answer)?.[0] ?? "ok");
    // Files that go through the trapped filters are not committed without them.
    expect(codes.filter((code) => code !== "ok")).toEqual(["FILTER_NOT_RUN"]);
    expect(answers.at(-1)).toMatch(/^ok commit=/u);
  },
);

test("26: what a partial clone has not is neither fetched nor asked for", slow, async () => {
  const on = bench();
  const root = changedShop(on);
  const { program, sang } = canary(on);
  on.git(root, "config", "extensions.partialClone", "origin");
  on.git(root, "config", "remote.origin.promisor", "true");
  on.git(root, "config", "remote.origin.url", root);
  on.git(root, "config", "remote.origin.uploadpack", program);
  for (const version of ["HEAD:till.ts", "HEAD~1:till.ts"]) {
    const id = on.git(root, "rev-parse", version).trim();
    rmSync(join(root, ".git/objects", id.slice(0, 2), id.slice(2)));
  }
  const answers = await answersIn(on, root);
  expect(sang()).toBe(false);
  expect(answers.map((answer) => /^[A-Z_]+(?=: )/u.exec(answer)?.[0] ?? "ok"))
    .toMatchInlineSnapshot(`
    [
      "ok",
      "OBJECTS_MISSING",
      "OBJECTS_MISSING",
      "OBJECTS_MISSING",
      "OBJECTS_MISSING",
      "OBJECTS_MISSING",
      "OBJECTS_MISSING",
      "OBJECTS_MISSING",
      "OBJECTS_MISSING",
      "OBJECTS_MISSING",
      "OBJECTS_MISSING",
      "ok",
    ]
  `);
});

test("28: the settings of a submodule do nothing, and it is not committed", slow, async () => {
  const on = bench();
  on.repository("lib", { "lib.ts": "lib\n" });
  const root = changedShop(on);
  on.git(root, "submodule", "--quiet", "add", "../lib", "lib");
  on.git(root, "commit", "-q", "-m", "Add a library", "lib", ".gitmodules");
  const { program, sang } = canary(on);
  on.git(join(root, "lib"), "config", "core.fsmonitor", program);
  on.git(join(root, "lib"), "config", "filter.evil.clean", program);
  writeFileSync(join(root, "lib/lib.ts"), "changed\n");
  on.git(join(root, "lib"), "-c", "core.fsmonitor=false", "commit", "-qam", "Ahead");
  const answers = await answersIn(on, root);
  expect(sang()).toBe(false);
  expect(answers.at(-2)).toContain('Other repositories and submodules were left out: "lib".');
});
