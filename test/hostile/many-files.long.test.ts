import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { commitAll } from "../support/commit-all.ts";
import { initializeParams, startRaw } from "../support/raw-client.ts";

/** Of either kind: in git's index, and not known to git. */
const count = 150_000;

test(
  "in a repository of 300,000 files, half of them untracked, the handshake is at once and the first search is complete",
  { timeout: 600_000 },
  async () => {
    const root = mkdtempSync(join(tmpdir(), "many-"));
    // Longer than a hook usually may take, and the server may still be at work in it.
    onTestFinished(async () => await rm(root, { recursive: true, maxRetries: 5 }), 300_000);
    plant(root, "tracked");
    await commitAll(root);
    plant(root, "untracked");
    const raw = startRaw(root);
    onTestFinished(async () => {
      raw.kill("SIGKILL");
      await raw.exited();
    });

    const startMs = performance.now();
    await raw.request(1, "initialize", initializeParams());
    const shakenMs = performance.now();
    const search = { name: "search_code", arguments: { pattern: "needle" } };
    const found = await raw.request(2, "tools/call", search);
    const searchedMs = performance.now();
    const symbol = { name: "find_symbols", arguments: { query: "untracked149999" } };
    const defined = await raw.request(3, "tools/call", symbol);
    const definedMs = performance.now();
    const again = await raw.request(4, "tools/call", symbol);
    const againMs = performance.now();

    process.stdout.write(
      `300,000 files: initialize ${ms(startMs, shakenMs)}, first search ${ms(shakenMs, searchedMs)}, first symbol ${ms(searchedMs, definedMs)}, again ${ms(definedMs, againMs)}\n`,
    );
    expect(found.result?.content?.[0]?.text).toMatchInlineSnapshot(`
      "2 matches in 2 files
      tracked/149/149999.ts
      1:export const tracked149999 = 149999; // needle
      untracked/149/149999.ts
      1:export const untracked149999 = 149999; // needle"
    `);
    expect(defined.result?.content?.[0]?.text).toContain("untracked/149/149999.ts:1");
    expect(again.result).toEqual(defined.result);
    // A second on an idle machine, and clients wait for thirty; the searches read every file once.
    expect(shakenMs - startMs).toBeLessThan(10_000);
  },
);

function plant(root: string, kind: string): void {
  for (let index = 0; index < count; index += 1) {
    const folder = join(root, kind, String(Math.floor(index / 1000)));
    if (index % 1000 === 0) {
      mkdirSync(folder, { recursive: true });
    }
    const needle = index === count - 1 ? " // needle" : "";
    writeFileSync(
      join(folder, `${index}.ts`),
      `export const ${kind}${index} = ${index};${needle}\n`,
    );
  }
}

function ms(from: number, to: number): string {
  return `${Math.round(to - from)} ms`;
}
