import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { bench, commitAll } from "../git/support.ts";
import { apply, plan, refusal } from "./support.ts";

/** Bytes that look like nothing else, the same ones every time. */
function noise(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state >> 16;
    }),
  );
}

/** A repository with a picture, a copy of it, and git's patch to another picture. */
function pictures(before: Buffer, after: Buffer): { root: string; patch: string } {
  const { git, repository, folder } = bench();
  const original = repository("original", { "logo.png": before });
  const root = join(folder, "copy");
  cpSync(original, root, { recursive: true });
  writeFileSync(join(original, "logo.png"), after);
  commitAll(git, original);
  return { root, patch: git(original, "diff", "--binary", "HEAD~1") };
}

test("case 75: a binary literal replaces the whole file", async () => {
  const after = noise(700, 2);
  const { root, patch } = pictures(noise(500, 1), after);
  expect(patch).toContain("literal 700");
  await apply(root, patch);
  expect(readFileSync(join(root, "logo.png")).equals(after)).toBe(true);
});

test("case 75: a binary delta changes parts of the file", async () => {
  const before = noise(100_000, 3);
  const after = Buffer.concat([before.subarray(70_000), noise(300, 4), before.subarray(0, 66_000)]);
  const { root, patch } = pictures(before, after);
  expect(patch).toContain("delta ");
  await apply(root, patch, { match: "exact" });
  expect(readFileSync(join(root, "logo.png")).equals(after)).toBe(true);
});

test("case 75: a binary patch for other bytes is refused, literal or delta", async () => {
  const before = noise(100_000, 3);
  const delta = pictures(before, Buffer.concat([before.subarray(1000), noise(9, 4)]));
  const literal = pictures(noise(500, 1), noise(700, 2));
  for (const { root, patch } of [delta, literal]) {
    writeFileSync(join(root, "logo.png"), noise(500, 5));
    expect(await refusal(root, patch)).toMatchInlineSnapshot(`
      [
        "STALE logo.png: "logo.png" is not the file that the binary patch was made for. Next: Make the patch anew from the file as it is now.",
      ]
    `);
  }
});

test("a delta is refused by the size it is for, where the patch has no ids in full", async () => {
  const before = noise(100_000, 3);
  const { root, patch } = pictures(before, Buffer.concat([before.subarray(1000), noise(9, 4)]));
  writeFileSync(join(root, "logo.png"), noise(500, 5));
  const short = patch.replace(/^index .*$/mu, "index 1234567..7654321 100644");
  expect(await refusal(root, short)).toMatchInlineSnapshot(`
    [
      "STALE logo.png: The binary delta was made for another content of the file. Next: Send the whole new content as a literal binary patch (git diff --binary --full-index).",
    ]
  `);
});

test("of bytes no lines are counted, of a deleted text all", async () => {
  const { root, patch } = pictures(noise(500, 1), noise(700, 2));
  expect((await plan(root, patch)).files).toMatchObject([
    { path: "logo.png", op: "update", ranges: [], added: 0, removed: 0 },
  ]);
});
