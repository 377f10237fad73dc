import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/repository.ts";
import { attack, findWhyUnconfined, makeShop, runConfined } from "./in-sandbox.ts";

const whyNot = await findWhyUnconfined();

describe.skipIf(whyNot !== undefined)("in the sandbox", { timeout: 60_000 }, () => {
  let root = "";

  beforeAll(async () => {
    root = await makeShop();
  });

  test("44: configuration of git, agents and editors cannot be changed, nor made where it is missing", async () => {
    const before = readdirSync(root);
    const targets = [
      ".git/hooks/pre-commit",
      ".git/config",
      ".mcp.json",
      ".vscode/tasks.json",
      ".idea/workspace.xml",
      ".cursor/mcp.json",
      ".claude/settings.json",
      ".codex/config.toml",
      ".gemini/settings.json",
      "AGENTS.md",
    ];
    const answer = await attack<Record<string, string | boolean>>(
      { root },
      `const told = {};
       for (const path of ${JSON.stringify(targets)}) {
         told[path] = attempt(() => { fs.writeFileSync(path, "planted"); });
       }
       told.moved = attempt(() => { fs.renameSync(".git", "git"); });
       told.removed = attempt(() => { fs.rmdirSync(".vscode"); });
       // Node 24 tells no error here, and removes nothing.
       attempt(() => { fs.rmSync(".vscode", { recursive: true }); });
       told.stays = fs.existsSync(".vscode");
       told.emptied = attempt(() => { fs.unlinkSync(".mcp.json"); });
       told.linked = attempt(() => { fs.symlinkSync("/tmp", ".claude/x"); });
       return told;`,
    );
    expect(answer).toEqual({
      ...Object.fromEntries(targets.map((path) => [path, "EROFS"])),
      moved: "EBUSY",
      removed: expect.stringMatching(/EBUSY|EROFS/u),
      stays: true,
      emptied: expect.stringMatching(/EBUSY|EROFS/u),
      linked: "EROFS",
    });
    // What was laid there to be protected is gone again.
    expect(readdirSync(root)).toEqual(before);
    expect(readFileSync(join(root, "AGENTS.md"), "utf8")).toBe("Be kind.\n");
  });

  test("44: what is planted deeper, or replaces a link, is reported", async () => {
    const shop = await makeShop();
    symlinkSync("AGENTS.md", join(shop, "CLAUDE.md"));
    const script = `const fs = require("node:fs");
      fs.mkdirSync("packages/cart/.claude"); fs.writeFileSync("packages/cart/.mcp.json", "{}");
      fs.unlinkSync("CLAUDE.md"); fs.writeFileSync("CLAUDE.md", "planted");`;
    const { changed, exitCode, stderr } = await runConfined(
      { root: shop },
      process.execPath,
      "--eval",
      script,
    );
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(changed.map((path) => path.slice(shop.length + 1))).toEqual([
      "CLAUDE.md",
      "packages/cart/.claude",
      "packages/cart/.mcp.json",
    ]);
  });

  test("44: the package it runs in is protected like the root", async () => {
    const cwd = join(root, "packages", "cart");
    const answer = await attack<string[]>(
      { root, cwd },
      `return [".vscode/x", "../../.vscode/x", ".mcp.json"].map((path) => attempt(() => { fs.writeFileSync(path, ""); }));`,
    );
    expect(answer).toEqual(["EROFS", "EROFS", "EROFS"]);
    expect(readdirSync(cwd).toSorted()).toEqual([".env.local", "cart.js"]);
  });

  test("45: temporary files lie in a folder of this run, and others' are not seen", async () => {
    const others = await temporaryFolder();
    writeFileSync(join(others, "response.md"), "planted");
    const [temporary, seen, mode] = await attack<[string, string[], number]>(
      { root },
      `return [require("node:os").tmpdir(), fs.readdirSync("/tmp"), fs.statSync(process.env.TMPDIR).mode & 0o777];`,
    );
    expect(temporary).toMatch(/repowright-test-/u);
    expect(seen).not.toContain(others.split("/").at(-1));
    expect(mode).toBe(0o700);
  });
});
