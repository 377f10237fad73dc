import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { mainFile, packageRoot } from "../support/package-root.ts";
import { initializeParams, startRaw } from "../support/raw-client.ts";
import { makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";
import { startServer, type StartedServer, type StartOptions } from "../support/start-server.ts";
import { mountSmallDisk } from "../transaction/small-disk.ts";
import { askEveryTool, everyCall, outcomesOf, shop } from "./every-tool.ts";

const slow = 180_000;

async function serve(options: StartOptions): Promise<StartedServer> {
  const server = await startServer(options);
  onTestFinished(server.close);
  return server;
}

/** What every tool answers where nothing is wrong. */
const allIsWell = everyCall.map(([tool]) =>
  tool === "get_test_run" ? "get_test_run RUN_NOT_FOUND" : `${tool} ok`,
);

/** Runs are kept in the cache; everything else only goes faster with one. Where there is nothing to run, that is told all the same. */
function withRuns(outcomes: readonly string[]): readonly string[] {
  return outcomes.map((outcome) => (outcome === "run_tests IO" ? "run_tests ok" : outcome));
}

test("in an empty folder every tool answers", { timeout: slow }, async () => {
  const server = await serve({ root: await temporaryFolder() });
  expect((await server.callText("get_overview")).replace(/^\S+:/u, "<root>:"))
    .toMatchInlineSnapshot(`
    "<root>: 0 files (listed by walking the folders)
    Note: Listed without git: git said: fatal: not a git repository (or any of the parent directories): .git"
  `);
  expect([...new Set(outcomesOf(await askEveryTool(server)))]).toMatchInlineSnapshot(`
    [
      "get_overview ok",
      "find_symbols ok",
      "find_symbols NOT_FOUND",
      "find_references SYMBOL_NOT_FOUND",
      "read_code NOT_FOUND",
      "search_code ok",
      "trace_impact GIT_UNAVAILABLE",
      "trace_impact SYMBOL_NOT_FOUND",
      "git_history GIT_UNAVAILABLE",
      "review_changes GIT_UNAVAILABLE",
      "review_changes NOT_FOUND",
      "check_code NO_GIT",
      "check_code NOT_FOUND",
      "rename_symbol SYMBOL_NOT_FOUND",
      "apply_patch ok",
      "edit_files NOT_FOUND",
      "commit_changes GIT_UNAVAILABLE",
      "undo_edit ok",
      "run_tests NO_TESTS",
      "get_test_run RUN_NOT_FOUND",
    ]
  `);
});

describe("where the cache cannot be written", () => {
  test(
    "because a file is in its place, every tool but run_tests answers as ever",
    { timeout: slow },
    async () => {
      const file = join(await temporaryFolder(), "file");
      writeFileSync(file, "");
      const root = await makeRepository(shop);
      const server = await serve({ root, args: ["--cache-dir", join(file, "cache")] });
      const outcomes = outcomesOf(await askEveryTool(server));
      expect(withRuns(outcomes)).toEqual(allIsWell);
      expect(outcomes).toContain("run_tests IO");
    },
  );

  test(
    "because its disk is read-only, every tool but run_tests answers as ever",
    { timeout: slow },
    async ({ skip }) => {
      const disk = mountSmallDisk({ bytes: 1_000_000, names: 1000 });
      if (disk === undefined) {
        skip("no file system may be mounted here");
        return;
      }
      onTestFinished(() => disk.unmount());
      disk.setReadOnly(true);
      const root = await makeRepository(shop);
      const server = await serve({ root, args: ["--cache-dir", disk.folder] });
      const outcomes = outcomesOf(await askEveryTool(server));
      expect(withRuns(outcomes)).toEqual(allIsWell);
      expect(outcomes).toContain("run_tests IO");
    },
  );

  test(
    "because its disk is full, every tool but run_tests answers as ever",
    { timeout: slow },
    async ({ skip }) => {
      const disk = mountSmallDisk({ bytes: 262_144, names: 1000 });
      if (disk === undefined) {
        skip("no file system may be mounted here");
        return;
      }
      onTestFinished(() => disk.unmount());
      writeFileSync(join(disk.folder, "ballast"), Buffer.alloc(262_144));
      const root = await makeRepository(shop);
      const server = await serve({ root, args: ["--cache-dir", disk.folder] });
      const outcomes = outcomesOf(await askEveryTool(server));
      expect(withRuns(outcomes)).toEqual(allIsWell);
      expect(outcomes).toContain("run_tests IO");
    },
  );
});

describe("as another user", () => {
  const nobody = 65_534;
  const mayBecome =
    process.getuid?.() === 0 &&
    spawnSync(process.execPath, [mainFile, "--version"], { uid: nobody, gid: nobody }).status === 0;

  async function callAs(root: string, tool: string, args: object): Promise<string | undefined> {
    const raw = startRaw(root, {
      uid: nobody,
      env: { HOME: root, REPOWRIGHT_CACHE_DIR: join(root, "cache") },
    });
    onTestFinished(() => raw.kill("SIGKILL"));
    await raw.request(1, "initialize", initializeParams());
    const { result } = await raw.request(2, "tools/call", { name: tool, arguments: args });
    return result?.content?.[0]?.text.replaceAll(root, "<root>");
  }

  test.runIf(mayBecome)("a folder without permission is refused with what to do", async () => {
    const root = await temporaryFolder();
    await writeFiles(root, { "till.ts": "export const till = 1;\n" });
    expect(await callAs(root, "search_code", { pattern: "till" })).toMatchInlineSnapshot(
      `"ROOT_NOT_READABLE: The folder "<root>" cannot be read. Next: Start the server with --root and the path of the repository."`,
    );
  });

  test.runIf(mayBecome)("what may not be read inside is told, and the rest answered", async () => {
    const root = await temporaryFolder();
    await writeFiles(root, {
      "till.ts": "export const till = 1;\n",
      "closed.ts": "export const till = 2;\n",
      "vault/till.ts": "export const till = 3;\n",
    });
    chmodSync(root, 0o755);
    chmodSync(join(root, "closed.ts"), 0o600);
    chmodSync(join(root, "vault"), 0o700);
    expect(await callAs(root, "search_code", { pattern: "till" })).toMatchInlineSnapshot(`
      "at least 1 match in 1 file
      till.ts
      in till
      1:export const till = 1;
      Note: closed.ts: "closed.ts" cannot be read: this server has no permission.
      Note: Listed without git: git said: fatal: not a git repository (or any of the parent directories): .git
      Note: 1 folder could not be read and is left out. First: "vault"."
    `);
  });
});

test(
  "two servers on one repository see each other's edits and lose none",
  { timeout: slow },
  async () => {
    const root = await makeRepository({ "count.ts": "export const count = 0;\n" });
    const servers = [await serve({ root }), await serve({ root })];
    let made = 0;
    async function countUp(server: StartedServer): Promise<void> {
      for (let round = 0; round < 10; round += 1) {
        const text = await server.callText("read_code", { targets: ["count.ts"] });
        const count = Number(/count = (\d+)/u.exec(text)?.[1]);
        const edit = {
          path: "count.ts",
          old_text: `count = ${count};`,
          new_text: `count = ${count + 1};`,
        };
        const { isError } = await server.call("edit_files", { edits: [edit] });
        made += isError === true ? 0 : 1;
      }
    }
    await Promise.all(servers.map(countUp));
    expect(made).toBeGreaterThan(9);
    for (const server of servers) {
      const text = await server.callText("search_code", { pattern: "count" });
      expect(text).toContain(`export const count = ${made};`);
    }
  },
);

test("a clock that jumps by days changes no answer", { timeout: slow }, async () => {
  const clock = join(packageRoot, "dist", "test", "hostile", "jumping-clock.js");
  const root = await makeRepository(shop);
  const server = await serve({ root, env: { NODE_OPTIONS: `--import=${clock}` } });
  expect(outcomesOf(await askEveryTool(server))).toEqual(allIsWell);
  for (let round = 0; round < 30; round += 1) {
    writeFileSync(join(root, "src/round.ts"), `export const round${round} = 1;\n`);
    expect(await server.callText("find_symbols", { query: `round${round}` })).toContain(
      "1 symbol ",
    );
    expect(await server.callText("search_code", { pattern: `round${round} ` })).toContain(
      "src/round.ts",
    );
  }
  const run = await server.call("run_tests");
  expect(run.structuredContent).toMatchObject({ verdict: "passed" });
  const { duration_ms: ms } = Object(run.structuredContent) as { duration_ms: number };
  expect(ms > 0 && ms < slow).toBe(true);
});
