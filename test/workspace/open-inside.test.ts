import { execFileSync } from "node:child_process";
import {
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

import { describe, expect, onTestFinished, test } from "vitest";

import { readInsideSync } from "../../src/workspace/open-inside.ts";
import { at, codeOf, makePipe, temporaryFolder, treeOf } from "./support.ts";

const all = { maxBytes: 1_000_000 };

function shopWithNeighbour(): { root: string; outside: string } {
  const home = treeOf({
    "shop/till.ts": "export const till = 1;\n",
    "shop/src/cart.ts": "cart",
    "neighbour/key": "secret",
  });
  return { root: join(home, "shop"), outside: join(home, "neighbour") };
}

function textAt(root: string, path: string): string {
  return readInsideSync(root, at(path), all).bytes.toString("utf8");
}

describe("reading inside the root", () => {
  test("answers bytes, size and stamp", () => {
    const { root } = shopWithNeighbour();
    const read = readInsideSync(root, at("till.ts"), all);
    expect(read).toMatchObject({
      size: 23,
      truncated: false,
      stamp: { size: 23, ino: expect.any(Number) },
    });
    expect(read.bytes.toString()).toBe("export const till = 1;\n");
  });

  test("fills a given buffer and stays within it", () => {
    const { root } = shopWithNeighbour();
    const into = Buffer.alloc(6, "?");
    const read = readInsideSync(root, at("till.ts"), { maxBytes: 100, into });
    expect(read.bytes.buffer).toBe(into.buffer);
    expect({ text: read.bytes.toString(), truncated: read.truncated, size: read.size }).toEqual({
      text: "export",
      truncated: true,
      size: 23,
    });
  });

  test.each([
    ["nothing.ts", "NOT_FOUND"],
    ["till.ts/below", "NOT_FOUND"],
    ["src", "IS_DIRECTORY"],
    ["", "IS_DIRECTORY"],
  ])("%j is %s", (path, code) => {
    const { root } = shopWithNeighbour();
    expect(codeOf(() => readInsideSync(root, at(path), all))).toBe(code);
  });

  test("a root that was deleted says so", () => {
    const { root } = shopWithNeighbour();
    rmSync(root, { recursive: true });
    expect(codeOf(() => readInsideSync(root, at("till.ts"), all))).toBe("ROOT_GONE");
  });

  test.skipIf(process.getuid?.() === 0)("a file without permission says so", () => {
    const { root } = shopWithNeighbour();
    execFileSync("chmod", ["000", join(root, "till.ts")]);
    expect(codeOf(() => readInsideSync(root, at("till.ts"), all))).toBe("FILE_NOT_READABLE");
  });

  test("links inside the root are followed", () => {
    const { root } = shopWithNeighbour();
    symlinkSync("../till.ts", join(root, "src/link.ts"));
    symlinkSync("src", join(root, "source"));
    expect([textAt(root, "src/link.ts"), textAt(root, "source/cart.ts")]).toEqual([
      "export const till = 1;\n",
      "cart",
    ]);
  });

  test("a link into the .git folder is closed", () => {
    const { root } = shopWithNeighbour();
    mkdirSync(join(root, ".git"));
    writeFileSync(join(root, ".git/config"), "");
    symlinkSync(".git/config", join(root, "settings"));
    expect(codeOf(() => readInsideSync(root, at("settings"), all))).toBe("PROTECTED");
  });

  test("case 4: a folder link that leads outside is refused", () => {
    const { root, outside } = shopWithNeighbour();
    symlinkSync(outside, join(root, "lib"));
    expect(codeOf(() => readInsideSync(root, at("lib/key"), all))).toBe("PATH_ESCAPE");
  });

  test("cases 2 and 5: a file link that leads outside is refused, also to a sibling with the same beginning", () => {
    const { root } = shopWithNeighbour();
    const sibling = `${root}-evil`;
    mkdirSync(sibling);
    writeFileSync(join(sibling, "f"), "secret");
    symlinkSync("/etc/passwd", join(root, "users"));
    symlinkSync(join(sibling, "f"), join(root, "f"));
    expect(["users", "f"].map((path) => codeOf(() => readInsideSync(root, at(path), all)))).toEqual(
      ["PATH_ESCAPE", "PATH_ESCAPE"],
    );
  });

  test("case 6: a link to nothing is not found", () => {
    const { root, outside } = shopWithNeighbour();
    symlinkSync(join(outside, "not-yet"), join(root, "dangling"));
    expect(codeOf(() => readInsideSync(root, at("dangling"), all))).toBe("NOT_FOUND");
  });

  test("case 7: links in a circle end", () => {
    const { root } = shopWithNeighbour();
    symlinkSync("self", join(root, "self"));
    symlinkSync("b", join(root, "a"));
    symlinkSync("a", join(root, "b"));
    expect(
      ["self", "a", "a/x"].map((path) => codeOf(() => readInsideSync(root, at(path), all))),
    ).toEqual(["FILE_NOT_READABLE", "FILE_NOT_READABLE", "FILE_NOT_READABLE"]);
  });

  test("case 9: a pipe does not block", () => {
    const { root } = shopWithNeighbour();
    makePipe(join(root, "pipe"));
    expect(codeOf(() => readInsideSync(root, at("pipe"), all))).toBe("NOT_A_REGULAR_FILE");
  });

  test("case 10: a socket is refused, and a link to a device as outside", async () => {
    const { root } = shopWithNeighbour();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(root, "sock"), resolve));
    onTestFinished(() => void server.close());
    symlinkSync("/dev/zero", join(root, "zero"));
    expect(codeOf(() => readInsideSync(root, at("sock"), all))).toBe("NOT_A_REGULAR_FILE");
    expect(codeOf(() => readInsideSync(root, at("zero"), all))).toBe("PATH_ESCAPE");
  });

  test("case 11: a sparse file of 5 GB costs only the cap", () => {
    const { root } = shopWithNeighbour();
    const fiveGigabytes = 5 * 1024 ** 3;
    truncateSync(join(root, "till.ts"), fiveGigabytes);
    const read = readInsideSync(root, at("till.ts"), { maxBytes: 1000 });
    expect({ length: read.bytes.length, size: read.size, truncated: read.truncated }).toEqual({
      length: 1000,
      size: fiveGigabytes,
      truncated: true,
    });
  });

  test("case 12: a hard link to an outside file is read, for nothing tells it from any other file", () => {
    const { root, outside } = shopWithNeighbour();
    linkSync(join(outside, "key"), join(root, "key"));
    expect(textAt(root, "key")).toBe("secret");
  });

  test("case 14: odd names are read by their name", () => {
    const root = treeOf({
      "-rf": "dash",
      "new\nline": "line",
      "\u001b[31mred": "ansi",
      "ein ü": "umlaut",
    });
    expect(
      ["-rf", "new\nline", "\u001b[31mred", "ein ü"].map((path) => textAt(root, path)),
    ).toEqual(["dash", "line", "ansi", "umlaut"]);
  });

  test("a file deleted by someone else while it is looked at is an answer or NOT_FOUND, never a crash", () => {
    const { root } = shopWithNeighbour();
    unlinkSync(join(root, "till.ts"));
    expect(codeOf(() => readInsideSync(root, at("till.ts"), all))).toBe("NOT_FOUND");
  });

  test("case 13: a folder swapped for a link outside, again and again, leaks nothing", async () => {
    const { root, outside } = shopWithNeighbour();
    mkdirSync(join(root, "box"));
    writeFileSync(join(root, "box/key"), "public");
    symlinkSync(outside, join(root, "trap"));
    const swapper = new Worker(swapForever, { eval: true, workerData: root });
    const seen = new Set<string>();
    const startMs = performance.now();
    const isOver = (): boolean => {
      const passedMs = performance.now() - startMs;
      return passedMs > 5000 || (passedMs > 500 && seen.has("public") && seen.has("PATH_ESCAPE"));
    };
    while (!isOver()) {
      seen.add(attempt(root));
    }
    await swapper.terminate();
    seen.delete("NOT_FOUND");
    expect([...seen].toSorted()).toEqual(["PATH_ESCAPE", "public"]);
  });
});

test("a moved root is gone, and what took its place is not it", () => {
  const home = temporaryFolder();
  const root = join(home, "shop");
  mkdirSync(root);
  renameSync(root, join(home, "elsewhere"));
  expect(codeOf(() => readInsideSync(root, at("till.ts"), all))).toBe("ROOT_GONE");
});

function attempt(root: string): string {
  try {
    return textAt(root, "box/key");
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

const swapForever = `
  const { renameSync } = require("node:fs");
  const root = require("node:worker_threads").workerData;
  for (;;) {
    renameSync(root + "/box", root + "/aside");
    renameSync(root + "/trap", root + "/box");
    renameSync(root + "/box", root + "/trap");
    renameSync(root + "/aside", root + "/box");
  }
`;
