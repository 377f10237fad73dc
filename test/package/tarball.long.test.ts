import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";

import { installTarball, type InstalledTarball } from "../support/install-tarball.ts";
import { initializeParams } from "../support/raw-client.ts";
import { makeRepository, temporaryFolder } from "../support/repository.ts";
import { environment } from "../support/start-server.ts";

let installed: InstalledTarball;

beforeAll(async () => {
  installed = await installTarball(await temporaryFolder());
}, 300_000);

test("holds the program, its grammars and reporters, and nothing of the tests or the sources", () => {
  const kinds = new Set(
    installed.files.map((path) => path.replace(/^(dist\/[^/]+)\/.*(\.[^.]+)$/u, "$1 $2")),
  );
  expect([...kinds].toSorted()).toMatchInlineSnapshot(`
    [
      "LICENSE",
      "README.md",
      "dist/grammars .wasm",
      "dist/src .cjs",
      "dist/src .js",
      "dist/src .mjs",
      "dist/src .py",
      "dist/src .rb",
      "dist/src .scm",
      "dist/tools .js",
      "package.json",
    ]
  `);
});

test("starts from an empty folder and answers initialize and a call", async () => {
  const root = await makeRepository({ "cart.ts": "export class Cart {}\n" });
  const server = spawn(installed.program, [], { cwd: root, env: environment(), stdio: "pipe" });
  const exit = once(server, "exit");
  const messages = [
    { id: 1, method: "initialize", params: initializeParams() },
    { method: "notifications/initialized" },
    { id: 2, method: "tools/call", params: { name: "find_symbols", arguments: { query: "Cart" } } },
  ];
  for (const message of messages) {
    server.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }
  const answers: string[] = [];
  for await (const line of createInterface({ input: server.stdout })) {
    answers.push(line);
    if (answers.length === 2) {
      server.stdin.end();
    }
  }
  await exit;
  expect(answers[0]).toContain('"name":"repowright"');
  expect(answers[1]).toContain("cart.ts");
  expect(server.exitCode).toBe(0);
});

test("finds its engines and its version where it is installed", async () => {
  const root = await makeRepository({ "cart.ts": "let a = 1;\n", "cart.py": "a = 1\n" });
  const { stdout } = await promisify(execFile)(installed.program, ["doctor", "--json"], {
    cwd: root,
    env: environment(),
  });
  expect(JSON.parse(stdout)).toMatchObject({
    languages: [
      { engine: expect.stringContaining("TypeScript 7") },
      { engine: expect.stringContaining("Pyright") },
    ],
  });
});
