import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { mainFile, packageRoot } from "../support/package-root.ts";
import { makeRepository, temporaryFolder } from "../support/repository.ts";
import { environment, startServer } from "../support/start-server.ts";

let root: string;

beforeAll(async () => {
  root = await makeRepository({ "src/cart.ts": "export class Cart {}\n" });
});

async function run(
  args: readonly string[],
  input = "",
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [mainFile, ...args], {
    env: environment(),
    cwd: root,
    stdio: "pipe",
  });
  child.stdin.end(input);
  const exit = once(child, "exit");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await exit;
  return { code: child.exitCode ?? -1, stdout, stderr };
}

describe("call", () => {
  test("prints what a client gets, and exits 0", async () => {
    const given = { query: "Cart" };
    const { code, stdout, stderr } = await run([
      "call",
      "find_symbols",
      JSON.stringify(given),
      "--root",
      root,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const server = await startServer({ root, era: "legacy" });
    expect(JSON.parse(stdout)).toEqual(await server.call("find_symbols", given));
    await server.close();
  });

  test("reads its arguments from standard input for -", async () => {
    const { code, stdout } = await run(["call", "search_code", "-"], '{"pattern":"Cart"}');
    expect({ code, result: JSON.parse(stdout) }).toMatchObject({
      code: 0,
      result: { content: [{ text: expect.stringContaining("src/cart.ts") }] },
    });
  });

  test("exits 1 when the tool refuses", async () => {
    const { code, stdout } = await run(["call", "find_symbols", '{"qery":"Cart"}']);
    expect({ code, result: JSON.parse(stdout) }).toMatchObject({
      code: 1,
      result: { isError: true, content: [{ text: expect.stringMatching(/^INVALID_ARGUMENTS: /) }] },
    });
  });
});

describe("wrong usage exits 2, says why on stderr and nothing on stdout", () => {
  test.each([
    [["bogus"], 'repowright: Unknown command "bogus". See repowright --help.\n'],
    [["--rot", "x"], expect.stringContaining("'--rot'")],
    [["call"], "repowright: call needs the name of a tool. See repowright --help.\n"],
    [
      ["call", "find_symbol", "{}"],
      'repowright: No tool "find_symbol". Did you mean find_symbols? Tools: get_overview, find_symbols, find_references, check_code, trace_impact, read_code, search_code, git_history, apply_patch, edit_files, rename_symbol, undo_edit, review_changes, commit_changes, run_tests, get_test_run. See repowright --help.\n',
    ],
    [["call", "find_symbols", "{query: Cart}"], expect.stringContaining("not valid JSON")],
    [
      ["call", "find_symbols", "{}", "more"],
      'repowright: Unexpected argument "more". See repowright --help.\n',
    ],
    [["--threads", "x"], expect.stringContaining("--threads must be")],
    [
      ["--json"],
      "repowright: --json belongs to doctor; call always prints JSON. See repowright --help.\n",
    ],
  ])("%j", async (args, stderr) => {
    expect(await run(args)).toEqual({ code: 2, stdout: "", stderr });
  });
});

describe("doctor", () => {
  test("says what it found as JSON", async () => {
    const cacheDirectory = join(await temporaryFolder(), "cache");
    const { code, stdout } = await run(["doctor", "--json", "--cache-dir", cacheDirectory]);
    expect({ code, findings: JSON.parse(stdout) }).toMatchObject({
      code: 0,
      findings: {
        root,
        node: process.version,
        git: expect.stringContaining("git"),
        cache: { directory: cacheDirectory },
        languages: [{ files: 1, symbols: "syntax" }],
      },
    });
  });

  test("says it as text", async () => {
    const { code, stdout } = await run(["doctor"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`repository   ${root} (1 files, listed by git)\n`);
    expect(stdout).toContain("references, renames and diagnostics by TypeScript 7.");
  });

  test("exits 1 for a repository that cannot be looked at", async () => {
    const { code, stdout } = await run(["doctor", "--root", join(root, "nowhere")]);
    expect(code).toBe(1);
    expect(stdout).toContain("cannot be read: ");
  });
});

test("--version is the package's, --help names every command", async () => {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8")));
  expect(await run(["--version"])).toEqual({
    code: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
  const help = await run(["--help"]);
  expect(help.code).toBe(0);
  for (const word of [
    "repowright call",
    "repowright doctor",
    "repowright setup",
    "--root",
    "--cache-dir",
    "--threads",
  ]) {
    expect(help.stdout).toContain(word);
  }
});
