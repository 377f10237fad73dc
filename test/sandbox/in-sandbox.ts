import { realpathSync } from "node:fs";

import type { CommandOptions, CommandRun } from "../../src/process/command-run.ts";
import { runCommand } from "../../src/process/run-command.ts";
import { openSandbox } from "../../src/sandbox/open-sandbox.ts";
import { testEnvironment } from "../../src/sandbox/test-environment.ts";
import type { Task } from "../../src/task.ts";
import { packageRoot } from "../support/package-root.ts";
import { makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";

export const task: Task = { signal: new AbortController().signal, progress: () => undefined };

/** Why no test may attack anything here: the sandbox is where the attacks are kept. Undefined where it works. */
export async function findWhyUnconfined(): Promise<string | undefined> {
  const root = realpathSync(packageRoot);
  const sandbox = openSandbox({ root, environment: process.env, mode: "auto" });
  const { backend, why } = await sandbox.describe(task);
  if (backend === "bubblewrap") {
    return undefined;
  }
  const reason = why ?? `The sandbox is ${backend}.`;
  process.stderr.write(`Attacks are skipped: ${reason}\n`);
  return reason;
}

export interface Confinee {
  /** Absolute and real. */
  readonly root: string;
  readonly cwd?: string;
  /** The server's environment, on top of ours. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The test's own environment. */
  readonly extra?: Readonly<Record<string, string>>;
  readonly options?: Partial<CommandOptions>;
  readonly readable?: readonly string[];
  readonly network?: boolean;
}

export interface ConfinedRun extends CommandRun {
  readonly changed: readonly string[];
  readonly runFolder: string;
}

/** Runs a program in the sandbox; throws where there is none, so that no attack is ever run outside. */
export async function runConfined(
  confinee: Confinee,
  command: string,
  ...args: readonly string[]
): Promise<ConfinedRun> {
  const { root, cwd = root, extra = {}, options = {}, readable = [], network = false } = confinee;
  const environment = { ...process.env, ...confinee.environment };
  const sandbox = openSandbox({ root, environment, mode: "require", network });
  const runFolder = realpathSync(await temporaryFolder());
  const confined = await sandbox.confine(
    {
      command,
      args,
      cwd,
      environment: testEnvironment(environment, { root, cwd, runFolder }, extra),
      writable: [runFolder],
      readable,
    },
    task,
  );
  let changed: readonly string[] = [];
  try {
    const run = await runCommand(
      { ...confined, name: "Till", timeoutMs: 30_000, spillBytes: 0, ...options },
      task,
    );
    changed = await confined.release();
    return { ...run, changed, runFolder };
  } finally {
    await confined.release();
  }
}

/**
 * Runs a script of Node.js in the sandbox, with `fs`, `net` and `attempt` at hand, which answers an error's code or what
 * came of it; the script's answer is `answer`, as JSON.
 */
export async function attack<Answer>(confinee: Confinee, script: string): Promise<Answer> {
  const program = `${prelude} (async () => { ${script} })().then((answer) => { console.log(JSON.stringify(answer)); process.exit(); });`;
  const run = await runConfined(confinee, process.execPath, "--eval", program);
  if (run.ended !== "exit" || run.exitCode !== 0) {
    throw new Error(`The attack did not come to its end: ${JSON.stringify(run)}`);
  }
  return JSON.parse(run.stdout) as Answer;
}

const prelude = `
const fs = require("node:fs"), net = require("node:net");
const attempt = (what) => { try { return what() || "done"; } catch ({ code }) { return code; } };
const connect = (options) => new Promise((resolve) => net.connect({ timeout: 3000, ...options })
  .on("connect", () => resolve("done")).on("timeout", () => resolve("timeout")).on("error", ({ code }) => resolve(code)));
`;

/** A shop with the files that attacks are after. */
export async function makeShop(): Promise<string> {
  const root = realpathSync(
    await makeRepository({ "till.js": "", "packages/cart/cart.js": "", "AGENTS.md": "Be kind.\n" }),
  );
  await writeFiles(root, { ".env": "SECRET=shop\n", "packages/cart/.env.local": "SECRET=cart\n" });
  return root;
}
