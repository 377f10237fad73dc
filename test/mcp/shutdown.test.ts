import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { packageRoot } from "../support/package-root.ts";
import { initializeParams, startRaw, type RawClient } from "../support/raw-client.ts";
import { makeRepository } from "../support/repository.ts";

const program = join(packageRoot, "dist", "test", "support", "scripted-server.js");
let root: string;

beforeAll(async () => {
  root = await makeRepository({ "src/cart.ts": "export class Cart {}\n" });
});

const endings: readonly (readonly [string, (raw: RawClient) => void])[] = [
  ["the end of its input", (raw) => raw.endInput()],
  ["SIGTERM", (raw) => raw.kill("SIGTERM")],
  ["SIGINT", (raw) => raw.kill("SIGINT")],
];

test.each(endings)(
  "the server ends at %s after real calls and leaves no process behind",
  async (_name, end) => {
    const raw = startRaw(root);
    onTestFinished(() => raw.kill("SIGKILL"));
    await raw.request(1, "initialize", initializeParams());
    await raw.request(2, "tools/call", { name: "find_symbols", arguments: { query: "Cart" } });
    const children = await childrenOf(raw.pid);
    const started = performance.now();
    end(raw);
    expect(await raw.exited()).toEqual({ code: 0, signal: null });
    expect(performance.now() - started).toBeLessThan(1900);
    expect(children.filter(isAlive)).toEqual([]);
  },
);

test.each(endings)(
  "a call under way is aborted by %s and the engine is closed",
  async (_name, end) => {
    const raw = startRaw(".", { program });
    onTestFinished(() => raw.kill("SIGKILL"));
    await raw.request(1, "initialize", initializeParams());
    await raw.send({
      jsonrpc: "2.0",
      id: 2,
      method: "tools/call",
      params: { name: "search_code", arguments: { pattern: "wait" } },
    });
    await until(() => raw.stderr().includes("waiting"));
    end(raw);
    expect(await raw.exited()).toEqual({ code: 0, signal: null });
    expect(raw.stderr()).toContain("engine closed");
    expect(raw.stderr()).toContain("aborted");
  },
);

test("an engine that does not close keeps the process for two seconds at most", async () => {
  const raw = startRaw(".", { program, args: ["stubborn"] });
  onTestFinished(() => raw.kill("SIGKILL"));
  await raw.request(1, "initialize", initializeParams());
  const started = performance.now();
  raw.endInput();
  expect(await raw.exited()).toEqual({ code: 0, signal: null });
  expect(performance.now() - started).toBeGreaterThan(1500);
  expect(performance.now() - started).toBeLessThan(3500);
});

test("a client that stops reading ends the server at the next answer", async () => {
  const raw = startRaw(root);
  onTestFinished(() => raw.kill("SIGKILL"));
  await raw.request(1, "initialize", initializeParams());
  raw.breakOutput();
  await raw.send({ jsonrpc: "2.0", id: 2, method: "tools/list" });
  expect(await raw.exited()).toEqual({ code: 0, signal: null });
});

test("a client that reads no more cannot keep the server from ending", async () => {
  const raw = startRaw(root);
  onTestFinished(() => raw.kill("SIGKILL"));
  await raw.request(1, "initialize", initializeParams());
  raw.stopReading();
  for (let id = 2; id < 400; id += 1) {
    await raw.send({ jsonrpc: "2.0", id, method: "tools/list" });
  }
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  raw.kill("SIGTERM");
  expect(await raw.exited()).toEqual({ code: 0, signal: null });
});

test("the end of input before any message ends the server", async () => {
  const raw = startRaw(root);
  raw.endInput();
  expect(await raw.exited()).toEqual({ code: 0, signal: null });
  expect(raw.lines()).toEqual([]);
});

const run = promisify(execFile);

async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run("ps", ["-e", "-o", "pid=,ppid="]);
  const rows = stdout
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number));
  return rows.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
