import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { mainFile } from "../support/package-root.ts";
import { temporaryFolder } from "../support/repository.ts";

/** A home directory and a project, with `repowright` on the PATH as npm installs it, if wanted. */
async function makeMachine({ installed = true } = {}): Promise<{
  readonly run: (...words: string[]) => Promise<{ code: number; out: string; error: string }>;
  readonly home: string;
}> {
  const folder = await temporaryFolder();
  const [home, shop, bin] = [join(folder, "home"), join(folder, "shop"), join(folder, "bin")];
  await Promise.all([home, shop, bin].map(async (path) => await mkdir(path)));
  if (installed) {
    await symlink(mainFile, join(bin, "repowright"));
  }
  const shown = (text: string): string =>
    text.replaceAll(folder, "").replaceAll(process.execPath, "NODE").replaceAll(mainFile, "MAIN");
  return {
    home,
    run: async (...words) =>
      await new Promise((resolve) => {
        execFile(
          process.execPath,
          [mainFile, ...words],
          { cwd: shop, env: { HOME: home, PATH: bin } },
          (failure, stdout, stderr) =>
            resolve({
              code: failure === null ? 0 : Number(failure.code),
              out: shown(stdout),
              error: shown(stderr),
            }),
        );
      }),
  };
}

test("prints where what goes, and writes nothing", async () => {
  const { run } = await makeMachine();
  expect((await run("setup", "codex")).out).toMatchInlineSnapshot(`
    "Codex: repowright goes into /home/.codex/config.toml, which is not there yet:

      [mcp_servers.repowright]
      command = "repowright"
      args = []
      tool_timeout_sec = 660

    With --write it is written there.
    Or run: codex mcp add repowright -- repowright
    Then: Restart it.
    Tried with Codex 0.169.0.
    "
  `);
  expect((await run("setup", "vscode", "--scope", "project", "--sandbox", "require")).out)
    .toMatchInlineSnapshot(`
    "VS Code: repowright goes into /shop/.vscode/mcp.json, which is not there yet:

      {
        "servers": {
          "repowright": {
            "type": "stdio",
            "command": "repowright",
            "args": [
              "--sandbox",
              "require",
              "--root",
              "\${workspaceFolder}"
            ]
          }
        }
      }

    With --write it is written there.
    Then: Open the project and start the server from the file.
    Written as VS Code's documentation has it; not tried with the program itself.
    "
  `);
  expect((await run("setup", "codex")).out).toContain("not there yet");
});

test("writes once, says what is left to do, and takes out again", async () => {
  const { run, home } = await makeMachine();
  const path = join(home, ".claude.json");
  await writeFile(path, '{"projects": {}}\n');
  expect((await run("setup", "claude-code", "--write")).out).toMatchInlineSnapshot(`
    "Claude Code: repowright is now in /home/.claude.json:

      {
        "mcpServers": {
          "repowright": {
            "type": "stdio",
            "command": "repowright",
            "args": []
          }
        }
      }

    The file as it was: /home/.claude.json.before-repowright
    Then: Restart it.
    Tried with Claude Code 2.1.329.
    "
  `);
  expect((await run("setup", "claude-code", "--write")).out).toMatchInlineSnapshot(`
    "Claude Code: repowright is in /home/.claude.json already.
    "
  `);
  expect((await run("setup", "claude-code", "--remove")).out).toMatchInlineSnapshot(`
    "Claude Code: repowright is taken out of /home/.claude.json.
    "
  `);
  expect(await readFile(path, "utf8")).toBe('{"projects": {}}\n');
  expect((await run("setup", "claude-code", "--remove")).out).toMatchInlineSnapshot(`
    "Claude Code: repowright is not in /home/.claude.json.
    "
  `);
});

test("names the program by its path where its name leads elsewhere", async () => {
  const { run } = await makeMachine({ installed: false });
  expect((await run("setup", "windsurf")).out).toMatchInlineSnapshot(`
    "Windsurf: repowright goes into /home/.codeium/windsurf/mcp_config.json, which is not there yet:

      {
        "mcpServers": {
          "repowright": {
            "command": "NODE",
            "args": [
              "MAIN",
              "--root",
              "/shop"
            ]
          }
        }
      }

    With --write it is written there.
    Then: Refresh the list of servers in Cascade.
    Windsurf does not tell which project is open, so this serves the one above.
    It names files of this machine: npm install --global repowright makes the registration shorter and lasting.
    Written as Windsurf's documentation has it; not tried with the program itself.
    "
  `);
});

test("refuses a configuration that does not parse, and leaves it", async () => {
  const { run, home } = await makeMachine();
  await mkdir(join(home, ".gemini"));
  await writeFile(join(home, ".gemini", "settings.json"), "{,}");
  expect(await run("setup", "gemini", "--write")).toMatchInlineSnapshot(`
    {
      "code": 1,
      "error": "repowright: /home/.gemini/settings.json: It does not parse (line 1, column 2: value expected). Correct it, then try again; nothing was written.
    ",
      "out": "",
    }
  `);
});

test("doctor names the clients it is registered with, and how to get the first", async () => {
  const { run, home } = await makeMachine();
  expect((await run("doctor")).out).toContain("repowright setup CLIENT --write");
  await mkdir(join(home, ".codex"));
  await writeFile(join(home, ".codex", "config.toml"), 'model = "m"\n');
  expect((await run("doctor")).out).toContain("repowright setup codex --write");
  await run("setup", "codex", "--write");
  const { out } = await run("doctor");
  expect(out).toContain("clients      Codex (user)\n");
  expect(out).not.toContain("repowright setup");
});

describe("wrong usage exits 2 and says why", () => {
  test.each([
    [[]],
    [["codec"]],
    [["codex", "--scope", "world"]],
    [["codex", "--write", "--remove"]],
    [["codex", "more"]],
  ])("%j", async (words) => {
    const { run } = await makeMachine();
    const { code, out, error } = await run("setup", ...words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toMatchSnapshot();
  });
});
