import { existsSync, realpathSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { CommandRun } from "../process/command-run.ts";
import { runCommand } from "../process/run-command.ts";
import type { Environment } from "../process/service-environment.ts";
import type { Task } from "../task.ts";
import { canaryProgram, findLeaks } from "./canary.ts";
import { confineWith, type Confinement } from "./confine-with.ts";
import type { Backend } from "./find-backend.ts";
import { testEnvironment } from "./test-environment.ts";

export interface Trial {
  /** Why it cannot be used, as a sentence. Not given when it holds. */
  readonly why?: string;
  readonly isRecent: boolean;
}

/**
 * Runs a program in the sandbox that does what is forbidden, in a small repository of its own: being installed means
 * little, because a container, AppArmor or an old kernel may forbid what it is made of.
 */
export async function trySandbox(
  backend: Exclude<Backend, { kind: "none" }> & { readonly network: boolean },
  environment: Environment,
  task: Task,
): Promise<Trial> {
  const isRecent = backend.kind !== "bubblewrap" || (await hasRecentOptions(backend.program, task));
  const house = realpathSync(await mkdtemp(join(tmpdir(), "repowright-canary-")));
  try {
    const why = await tryIn(house, { ...backend, isRecent }, environment, task);
    return { isRecent, ...(why !== undefined && { why }) };
  } finally {
    await rm(house, { recursive: true, force: true });
  }
}

async function tryIn(
  house: string,
  confinement: Omit<Confinement, "root">,
  environment: Environment,
  task: Task,
): Promise<string | undefined> {
  const folders = ["shop", "outside", "home", "run"].map((name) => join(house, name));
  await Promise.all(folders.map(async (folder) => await mkdir(folder)));
  const [root = "", outside = "", home = "", runFolder = ""] = folders;
  const secret = join(home, "secret");
  await writeFile(secret, "");
  const confined = await confineWith(
    { ...confinement, root },
    {
      command: process.execPath,
      args: ["--eval", canaryProgram, root, outside, secret],
      cwd: root,
      environment: testEnvironment(environment, { root, cwd: root, runFolder }, { HOME: home }),
      writable: [runFolder],
      readable: [outside],
    },
  );
  try {
    const run = await runCommand({ ...confined, ...canaryLimits, name: "The sandbox" }, task);
    task.signal.throwIfAborted();
    if (run.exitCode !== 0) {
      return cannotStart(confinement.kind, run);
    }
    const planted = existsSync(join(outside, "planted")) ? ["write outside after all"] : [];
    const leaks = [...findLeaks(run.stdout, confinement.network), ...planted];
    return leaks.length === 0
      ? undefined
      : `${confinement.kind} is installed, but a program in it can ${leaks.join(", ")}.`;
  } finally {
    await confined.release();
  }
}

const canaryLimits = { timeoutMs: 20_000, spillBytes: 0 };

function cannotStart(kind: string, { ended, stderr }: CommandRun): string {
  const said = stderr.trim().split("\n")[0]?.slice(0, maxReasonChars) ?? "";
  const why = ended === "exit" ? said || "it says nothing" : `it did not end (${ended})`;
  return `${kind} is installed but cannot be used here: ${why}.`;
}

const maxReasonChars = 300;

async function hasRecentOptions(program: string, task: Task): Promise<boolean> {
  // It starts nothing, so nothing has to be watched over.
  const options = { args: ["--version"], cwd: "/", environment: {}, endsAsOne: true };
  const run = await runCommand(
    { command: program, name: "bubblewrap", ...options, ...canaryLimits },
    task,
  );
  const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/u.exec(run.stdout) ?? [];
  return Number(major) > 0 || Number(minor) >= firstRecentMinor;
}

const firstRecentMinor = 8;
