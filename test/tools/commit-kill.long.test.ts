import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "vitest";

import { gitAt } from "../support/git-at.ts";
import { startRaw, initializeParams } from "../support/raw-client.ts";
import { makeRepository, writeFiles } from "../support/repository.ts";

const trials = 16;

test("a server that is killed in a commit leaves the branch as it was or as it was to be", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`src/f${at}.ts`, `${at}\n`] as const),
  );
  const root = await makeRepository({ ...files, "other.txt": "1\n" });
  const git = gitAt(root);
  git("config", "user.name", "Ann");
  git("config", "user.email", "ann@shop.example");
  const ends = { before: 0, after: 0 };
  for (let trial = 0; trial < trials; trial += 1) {
    const old = git("rev-parse", "HEAD").trim();
    const changed = Object.fromEntries(
      Object.keys(files).map((path) => [path, `trial ${trial} of ${path}\n`]),
    );
    await writeFiles(root, { ...changed, "other.txt": `${trial}\n` });
    git("add", "other.txt");
    const server = startRaw(root);
    await server.request(1, "initialize", initializeParams());
    await server.send({ jsonrpc: "2.0", method: "notifications/initialized" });
    await server.request(2, "tools/call", { name: "git_history", arguments: { view: "show" } });
    await server.send({
      jsonrpc: "2.0",
      id: 3,
      method: "tools/call",
      params: { name: "commit_changes", arguments: { message: `Trial ${trial}`, paths: ["src"] } },
    });
    await sleep((trial / trials) * 1500);
    server.kill("SIGKILL");
    await server.exited();
    // A git that was started ends by itself.
    await sleep(300);
    const head = git("rev-parse", "HEAD").trim();
    ends[head === old ? "before" : "after"] += 1;
    const isWhole =
      head === old ||
      (git("log", "-1", "--format=%s %P") === `Trial ${trial} ${old}\n` &&
        git("diff", "--name-only", old, head).trim().split("\n").length === 40 &&
        git("status", "--porcelain") === "M  other.txt\n");
    expect(isWhole).toBe(true);
    expect(git("fsck", "--no-dangling")).toBe("");
    expect(git("diff", "--cached", "--name-only")).toContain("other.txt");
    expect(await readFile(join(root, "src/f7.ts"), "utf8")).toBe(changed["src/f7.ts"]);
    git("commit", "-q", "--allow-empty", "-a", "-m", "Next");
  }
  // Otherwise it showed nothing.
  expect(Math.min(ends.before, ends.after)).toBeGreaterThan(0);
}, 240_000);
