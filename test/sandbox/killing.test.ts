import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import type { CommandOptions } from "../../src/process/command-run.ts";
import { packageRoot } from "../support/package-root.ts";
import { until } from "../support/processes.ts";
import { temporaryFolder } from "../support/repository.ts";
import { findWhyUnconfined, runConfined, type ConfinedRun } from "./in-sandbox.ts";

const whyNot = await findWhyUnconfined();

/** How many processes of the machine have this in their command line; the ones in a sandbox are seen from outside. */
function countMarked(mark: string): number {
  return readdirSync("/proc").filter((name) => /^\d+$/u.test(name) && isMarked(name, mark)).length;
}

function isMarked(pid: string, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(mark);
  } catch {
    return false;
  }
}

function from(path: string): string {
  return JSON.stringify(join(packageRoot, "dist", "src", `${path}.js`));
}

let marks = 0;

interface Killed extends ConfinedRun {
  readonly mark: string;
  /** The most that were seen while it ran. */
  readonly most: number;
}

/** Runs a script of the shell whose `$1` marks all its processes. */
async function runMarked(script: string, options: Partial<CommandOptions>): Promise<Killed> {
  marks += 1;
  const mark = `marked-${process.pid}-${marks}`;
  const root = realpathSync(await temporaryFolder());
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, countMarked(mark));
  }, 20);
  try {
    const run = await runConfined({ root, options }, "/bin/sh", "-c", script, "sh", mark);
    return { ...run, mark, most };
  } finally {
    clearInterval(watch);
  }
}

/** A shell that ignores the request to end, and what it waits for. */
const stubborn = `sh -c 'trap "" TERM; while :; do sleep 1; done' stubborn "$1"`;

describe.skipIf(whyNot !== undefined)(
  "in the sandbox, nothing is left",
  { timeout: 60_000 },
  () => {
    test.each([
      ["of one that ignores the request (49)", stubborn, "timeout"],
      ["of a daemon (49)", `setsid ${stubborn} >/dev/null 2>&1 & sleep 0.5`, "exit"],
      [
        "of a daemon that cleared its environment (49)",
        `env -i setsid ${stubborn} >/dev/null 2>&1 & sleep 0.5`,
        "exit",
      ],
      [
        "of a child's child that both leave behind (49)",
        `(setsid sh -c '${stubborn.replaceAll("'", `'"'"'`)} &' double "$1" &) ; sleep 0.5`,
        "exit",
      ],
      ["of one that holds the output (50)", `setsid ${stubborn} & sleep 0.5`, "exit"],
    ])("%s", async (_what, script, ended) => {
      const run = await runMarked(script, { timeoutMs: 1500 });
      expect(run).toMatchObject({ ended, stderr: "" });
      expect(run.most).toBeGreaterThanOrEqual(2);
      await until(() => countMarked(run.mark) === 0);
      expect(run.durationMs).toBeLessThan(1500 + 3000);
    });

    test("of a fork bomb (53)", async () => {
      // Bounded, in case the limit should fail: 2^8 shells and as many sleepers.
      const bomb = `bomb() { [ "$1" -gt 0 ] && { bomb $(($1 - 1)) & bomb $(($1 - 1)) & }; sleep 60; }; bomb 7`;
      const run = await runMarked(bomb, { maxProcesses: 60 });
      expect(run.ended).toBe("processes");
      await until(() => countMarked(run.mark) === 0);
      expect(run.durationMs).toBeLessThan(5000);
    });

    test("of a memory balloon (53)", async () => {
      const balloon = `exec ${process.execPath} --eval '
      const held = []; const timer = setInterval(() => { held.push(Buffer.alloc(20e6, 1)); if (held.length === 40) clearInterval(timer); }, 10);
      setInterval(() => {}, 1000)' "$1"`;
      const run = await runMarked(balloon, { maxMemoryBytes: 250e6 });
      expect(run.ended).toBe("memory");
      await until(() => countMarked(run.mark) === 0);
    });

    test("when we are killed ourselves (49)", async () => {
      const mark = `marked-${process.pid}-server`;
      const house = realpathSync(await temporaryFolder());
      const runner = join(house, "runner.mjs");
      await writeFile(
        runner,
        `import { runCommand } from ${from("process/run-command")};
       import { openSandbox } from ${from("sandbox/open-sandbox")};
       const task = { signal: new AbortController().signal, progress() {} };
       const root = ${JSON.stringify(house)}, environment = { PATH: process.env.PATH };
       const sandbox = openSandbox({ root, environment, mode: "require" });
       const script = ${JSON.stringify(`setsid ${stubborn} & ${stubborn}`)};
       const loose = { command: "/bin/sh", args: ["-c", script, "sh", ${JSON.stringify(mark)}],
         cwd: root, environment, writable: [], readable: [] };
       const confined = await sandbox.confine(loose, task);
       await runCommand({ ...confined, name: "Till", timeoutMs: 60_000, spillBytes: 0 }, task);`,
      );
      expect(existsSync(join(packageRoot, "dist", "src", "sandbox"))).toBe(true);
      // What it cannot take away itself is not to stay on this machine.
      const TMPDIR = await temporaryFolder();
      const us = spawn(process.execPath, [runner], {
        stdio: "inherit",
        env: { ...process.env, TMPDIR },
      });
      await until(() => countMarked(mark) >= 4);
      us.kill("SIGKILL");
      await until(() => countMarked(mark) === 0);
      // What it laid into the repository is taken away by the next run.
      expect(readdirSync(house)).toContain(".vscode");
      await runConfined({ root: house }, "/bin/true");
      expect(readdirSync(house)).toEqual(["runner.mjs"]);
    });
  },
);

test.skipIf(whyNot !== undefined)(
  "what is kept in memory has a limit (53)",
  { timeout: 60_000 },
  async () => {
    const root = realpathSync(await temporaryFolder());
    const fill = `const fs = require("node:fs"); const piece = Buffer.alloc(16e6); let bytes = 0;
    try { for (; bytes < 1e9; bytes += piece.length) fs.appendFileSync("/run/fill", piece); }
    catch ({ code }) { console.log(code, bytes < 600e6); }`;
    const { stdout } = await runConfined({ root }, process.execPath, "--eval", fill);
    expect(stdout).toBe("ENOSPC true\n");
  },
);
