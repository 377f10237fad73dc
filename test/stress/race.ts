import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { listEdits } from "../../src/transaction/list-edits.ts";
import { editStore } from "../../src/transaction/edit-store.ts";
import { homeWithoutGit } from "../../src/transaction/edits-home.ts";
import { withEditLock } from "../../src/transaction/edit-lock.ts";
import { shaOf } from "../../src/transaction/image.ts";
import { packageRoot } from "../support/package-root.ts";
import { plant, task } from "../transaction/trees.ts";
import { judgeRace, type Left } from "./race-judge.ts";
import { readLog } from "./race-log.ts";
import { racePaths, racers, raceText } from "./race-tree.ts";
import type { Section } from "./stress.ts";

/** Two processes edit one tree, one of them killed and started again and again, and an editor saves its files meanwhile. */
export const race: Section = {
  name: "race",
  async run(seconds = 60) {
    const folder = mkdtempSync(join(tmpdir(), "race-"));
    const root = join(folder, "tree");
    plant(root, Object.fromEntries(racePaths.map((path) => [path, raceText(path)])));
    const logs = racers.map((racer) => join(folder, `${racer}.log`));
    const [first = "", second = "", editor = ""] = logs;
    await Promise.all([
      finished(start("race-worker", root, first, "first", String(seconds))),
      startAndKill(seconds, () => start("race-worker", root, second, "second", String(seconds))),
      finished(start("race-editor", root, editor, String(seconds))),
    ]);
    const store = editStore(homeWithoutGit(root), {});
    await withEditLock(store, task, async () => undefined);
    const left = whatIsLeft(root, store.folder);
    const events = logs.flatMap(readLog);
    const { wrong, ...counts } = judgeRace(events, left);
    const { made, refused, killed, saves, inWindow } = counts;
    const told = [
      `${made} edits made, ${refused} refused, ${killed} killed; ${saves} saves by hand`,
      `${inWindow} saves fell into the one call that Node leaves open`,
      `${listEdits(store).kept.length} interrupted edits kept for a person`,
    ];
    rmSync(folder, { recursive: true });
    return { told, wrong };
  },
};

function start(program: string, ...args: readonly string[]): ChildProcess {
  const file = join(packageRoot, "dist", "test", "stress", `${program}.js`);
  return spawn(process.execPath, [file, ...args], { stdio: ["ignore", "ignore", "inherit"] });
}

async function finished(child: ChildProcess): Promise<void> {
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  if (code !== 0 && signal !== "SIGKILL") {
    throw new Error(`A process of the race ended with ${code ?? signal}.`);
  }
}

async function startAndKill(seconds: number, begin: () => ChildProcess): Promise<void> {
  const endMs = performance.now() + seconds * 1000;
  while (performance.now() < endMs) {
    const child = begin();
    const over = finished(child);
    await Promise.race([over, sleep(300 + Math.random() * 1500)]);
    child.kill("SIGKILL");
    await over;
  }
}

function whatIsLeft(root: string, store: string): Left {
  const kept = readdirSync(store, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return {
    tree: new Map(racePaths.map((path) => [path, shaAt(join(root, path))])),
    store: new Set(kept.map((entry) => shaAt(join(entry.parentPath, entry.name)))),
  };
}

function shaAt(file: string): string {
  return shaOf(readFileSync(file));
}
