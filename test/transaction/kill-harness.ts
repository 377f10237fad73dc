import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

import { withEditLock } from "../../src/transaction/edit-lock.ts";
import { editStore } from "../../src/transaction/edit-store.ts";
import { packageRoot } from "../support/package-root.ts";
import { bigTree } from "./big-change.ts";
import { homeAt } from "./home-at.ts";
import { plant, task, treeAt } from "./trees.ts";

const child = join(packageRoot, "dist", "test", "transaction", "edit-child.js");

export interface KillOptions {
  /** Of the steps of a commit, every n-th is a place to be killed at. */
  readonly everyStep: number;
  /** Of the trees that a kill left, in every n-th the recovery is killed, too, at each of its steps; 0 for none. */
  readonly everyRecovery: number;
  /** A folder on another file system to keep the edits in; if not given, they are kept in the root. */
  readonly elsewhere?: string;
  /** How many processes at a time. */
  readonly parallel: number;
  /** After that many milliseconds no other place is begun with. */
  readonly limitMs?: number;
}

export interface KillReport {
  /** Of a commit that is not killed. */
  readonly steps: number;
  /** At how many of them it was killed. */
  readonly tried: number;
  readonly kills: number;
  /** Trees that were neither old nor new right after the kill. */
  readonly tornBefore: number;
  readonly old: number;
  readonly new: number;
  /** What was wrong after recovery, with the places of the kills. */
  readonly wrong: readonly string[];
}

/** Commits the big change again and again, each time killed at another step, and looks at what recovery makes of it. */
export async function killEverywhere(options: KillOptions): Promise<KillReport> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "killed-")));
  const stores =
    options.elsewhere === undefined ? undefined : mkdtempSync(join(options.elsewhere, "killed-"));
  try {
    return await killIn({ home, stores }, options);
  } finally {
    rmSync(home, { recursive: true, force: true });
    if (stores !== undefined) {
      rmSync(stores, { recursive: true, force: true });
    }
  }
}

interface Places {
  readonly home: string;
  /** Where edits are kept, if not in the roots. */
  readonly stores: string | undefined;
}

async function killIn({ home, stores }: Places, options: KillOptions): Promise<KillReport> {
  /** Where the edits of a root are kept. */
  const baseOf = (root: string): string =>
    stores === undefined ? root : join(stores, basename(root));

  const { everyStep, everyRecovery, parallel, limitMs = Infinity } = options;
  const endMs = performance.now() + limitMs;
  const pristine = join(home, "pristine");
  plant(pristine, bigTree);
  const whole = join(home, "whole");
  await copyTree(pristine, whole);
  makeBase(whole);
  const { steps } = await run(whole, baseOf(whole), ["commit", 0]);
  const trees = { old: treeAt(pristine).join("\n"), new: treeAt(whole).join("\n") };
  const counts = { kills: 0, tornBefore: 0, old: 0, new: 0 };
  const wrong: string[] = [];

  function makeBase(root: string): void {
    mkdirSync(baseOf(root), { recursive: true });
  }

  async function judge(root: string, place: string): Promise<void> {
    counts.kills += 1;
    const notes = await withEditLock(
      editStore(homeAt(root, baseOf(root)), {}),
      task,
      async (said) => said,
    );
    const tree = treeAt(root).join("\n");
    const left = leftovers(root, baseOf(root));
    if ((tree !== trees.old && tree !== trees.new) || left.length > 0) {
      wrong.push(`${place}: ${tree} ${left.join(" ")} ${notes.join(" ")}`);
    }
    counts[tree === trees.new ? "new" : "old"] += 1;
    rmSync(root, { recursive: true, force: true });
  }

  async function killAt(step: number, inRecovery: boolean): Promise<void> {
    const root = join(home, `at-${step}`);
    await copyTree(pristine, root);
    makeBase(root);
    const { killed } = await run(root, baseOf(root), ["commit", step]);
    if (!killed) {
      wrong.push(`step ${step}: not killed`);
    }
    const tree = treeAt(root).join("\n");
    counts.tornBefore += tree === trees.old || tree === trees.new ? 0 : 1;
    if (inRecovery) {
      await killRecovery(root, step);
    }
    await judge(root, `step ${step}`);
  }

  async function killRecovery(root: string, step: number): Promise<void> {
    for (let again = 1; ; again += 1) {
      const copy = join(home, `at-${step}-${again}`);
      await copyTree(root, copy);
      if (stores !== undefined) {
        await copyTree(baseOf(root), baseOf(copy));
      }
      if (!(await run(copy, baseOf(copy), ["recover", again])).killed) {
        return;
      }
      await judge(copy, `step ${step}, then step ${again} of the recovery`);
    }
  }

  const places = Array.from(
    { length: Math.floor(steps / everyStep) },
    (_, at) => (at + 1) * everyStep,
  );
  const pending = places.map((step, at) => ({
    step,
    inRecovery: everyRecovery > 0 && at % everyRecovery === everyRecovery - 1,
  }));
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (performance.now() < endMs) {
        const next = pending.shift();
        if (next === undefined) {
          return;
        }
        await killAt(next.step, next.inRecovery);
      }
    }),
  );
  return { steps, tried: places.length - pending.length, ...counts, wrong };
}

/** What recovery should have cleared away. */
function leftovers(root: string, base: string): string[] {
  const { folder: edits } = homeAt(root, base);
  const inStore = existsSync(edits) ? readdirSync(edits).filter((name) => !/^e\d/u.test(name)) : [];
  return [...inStore, ...treeAt(root).filter((path) => path.includes(".repowright-"))];
}

const start = promisify(execFile);

async function run(
  root: string,
  base: string,
  args: readonly ["commit" | "recover", number],
): Promise<{ readonly killed: boolean; readonly steps: number }> {
  try {
    const { stdout } = await start(process.execPath, [child, root, base, ...args.map(String)]);
    return { killed: false, steps: Number(stdout) };
  } catch (error) {
    if (error instanceof Error && "signal" in error && error.signal === "SIGKILL") {
      return { killed: true, steps: 0 };
    }
    throw error;
  }
}

/** Hard links within the tree stay hard links, which Node's own copy does not see to. */
async function copyTree(from: string, to: string): Promise<void> {
  await start("cp", ["-a", from, to]);
}
