import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { shaOf } from "../../src/transaction/image.ts";
import { log, now } from "./race-log.ts";
import { racePaths, withNumber } from "./race-tree.ts";

/** `race-editor.js <root> <log> <seconds>`: saves files as editors do, without looking left or right. */
const [root = "", logFile = "", seconds = ""] = process.argv.slice(2);

const descriptor = openSync(logFile, "a");
const endMs = performance.now() + Number(seconds) * 1000;
for (let number = 1; performance.now() < endMs; number += 1) {
  const path = racePaths[Math.floor(Math.random() * racePaths.length)] ?? "";
  if (Math.random() < 0.7) {
    saveInPlace(path, number);
  } else {
    saveByRename(path, number);
  }
  await sleep(Math.random() * 8);
}

/** With one write of as many bytes as there were, so that nobody sees half of it. */
function saveInPlace(path: string, number: number): void {
  const file = openSync(join(root, path), "r+");
  try {
    const from = now();
    const before = readFileSync(file);
    const after = Buffer.from(withNumber(before.toString(), "editor", number));
    const at = now();
    writeSync(file, after, 0, after.length, 0);
    tell(path, { how: "in place", from, at, before, after });
  } finally {
    closeSync(file);
  }
}

function saveByRename(path: string, number: number): void {
  const from = now();
  const before = readFileSync(join(root, path));
  const after = Buffer.from(withNumber(before.toString(), "editor", number));
  const draft = join(root, "..", "draft");
  writeFileSync(draft, after);
  const at = now();
  renameSync(draft, join(root, path));
  tell(path, { how: "by rename", from, at, before, after });
}

interface Saved {
  readonly how: "in place" | "by rename";
  readonly from: number;
  readonly at: number;
  readonly before: Buffer;
  readonly after: Buffer;
}

function tell(path: string, { how, from, at, before, after }: Saved): void {
  const change = { path, before: shaOf(before), after: shaOf(after) };
  log(descriptor, { kind: "save", how, from, at, to: now(), ...change });
}
