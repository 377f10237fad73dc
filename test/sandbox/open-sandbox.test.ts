import { existsSync, readdirSync, realpathSync } from "node:fs";
import { mkdir, rmdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import { openSandbox } from "../../src/sandbox/open-sandbox.ts";
import type { LooseCommand } from "../../src/sandbox/sandbox.ts";
import { temporaryFolder, writeFiles } from "../support/repository.ts";
import { findWhyUnconfined, task } from "./in-sandbox.ts";

const whyNot = await findWhyUnconfined();

async function emptyRoot(): Promise<string> {
  return realpathSync(await temporaryFolder());
}

function listing(root: string): LooseCommand {
  return {
    command: "/bin/ls",
    args: ["-a"],
    cwd: root,
    environment: {},
    writable: [],
    readable: [],
  };
}

test("switched off, commands run as they are, and every result says so", async () => {
  const root = await emptyRoot();
  const sandbox = openSandbox({ root, environment: process.env, mode: "off" });
  const confined = await sandbox.confine(listing(root), task);
  expect(confined).toMatchObject({
    command: "/bin/ls",
    args: ["-a"],
    endsAsOne: false,
    notes: [],
    sandbox: { backend: "none", network: true, why: "The server was started with --sandbox off." },
  });
  expect(await confined.release()).toEqual([]);
});

test("the whole disk is no repository: where a sandbox is required, that is an error", async () => {
  const sandbox = openSandbox({ root: "/", environment: process.env, mode: "require" });
  expect(await sandbox.describe(task)).toEqual({
    backend: "none",
    network: true,
    why: "The root is the whole disk.",
  });
  await expect(sandbox.confine(listing("/"), task)).rejects.toMatchObject({
    code: "SANDBOX_UNAVAILABLE",
    message: "Tests run in a sandbox only, and there is none: The root is the whole disk.",
  });
});

describe.skipIf(whyNot !== undefined)("what is laid into a repository", { timeout: 60_000 }, () => {
  const placeholders = [
    ".claude",
    ".codex",
    ".cursor",
    ".gemini",
    ".git",
    ".idea",
    ".mcp.json",
    ".vscode",
  ];

  test("stays while another run needs it", async () => {
    const root = await emptyRoot();
    const sandbox = openSandbox({ root, environment: process.env, mode: "require" });
    const first = await sandbox.confine(listing(root), task);
    const second = await sandbox.confine(listing(root), task);
    expect(readdirSync(root)).toEqual(placeholders);
    expect(await first.release()).toEqual([]);
    expect(readdirSync(root)).toEqual(placeholders);
    await first.release();
    expect(readdirSync(root)).toEqual(placeholders);
    await second.release();
    expect(readdirSync(root)).toEqual([]);
  });

  test("is taken away after a crash, and what somebody put there meanwhile is kept", async () => {
    const root = await emptyRoot();
    const when = new Date("2001-02-03T04:05:06Z");
    await mkdir(join(root, ".vscode"));
    await writeFile(join(root, ".mcp.json"), "");
    await utimes(join(root, ".vscode"), when, when);
    await utimes(join(root, ".mcp.json"), when, when);
    const sandbox = openSandbox({ root, environment: process.env, mode: "require" });
    const confined = await sandbox.confine(listing(root), task);
    await writeFiles(root, { ".claude/settings.json": "{}" });
    await rmdir(join(root, ".idea"));
    await mkdir(join(root, ".idea"));
    expect(await confined.release()).toEqual([join(root, ".claude"), join(root, ".idea")]);
    expect(readdirSync(root)).toEqual([".claude", ".idea"]);
    expect(existsSync(join(root, ".claude", "settings.json"))).toBe(true);
  });
});
