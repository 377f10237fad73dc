import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import type { CommandOptions, CommandRun } from "../../src/process/command-run.ts";
import { runCommand } from "../../src/process/run-command.ts";
import { isAlive, until } from "../support/processes.ts";
import { temporaryFolder } from "../support/repository.ts";

/** Runs node on a script. */
async function run(
  script: string,
  { signal = new AbortController().signal, ...options }: Options = {},
): Promise<CommandRun> {
  return await runCommand(
    {
      command: process.execPath,
      args: ["--eval", script],
      cwd: options.cwd ?? (await temporaryFolder()),
      environment: { PATH: process.env["PATH"] ?? "" },
      name: "Till",
      timeoutMs: 30_000,
      spillBytes: 1000,
      ...options,
    },
    { signal, progress: () => undefined },
  );
}

type Options = Partial<CommandOptions> & { readonly signal?: AbortSignal };

const forEver = "setInterval(() => {}, 1000);";
const ignoring = `process.on('SIGTERM', () => {}); ${forEver}`;
const spawn = (program: string, options: string): string =>
  `const { spawn } = require('node:child_process');
   const child = spawn(${program}, ${options}); console.log(child.pid);`;
const longLived = `process.execPath, ['--eval', ${JSON.stringify(ignoring)}]`;

describe.concurrent("a command", { timeout: 60_000 }, () => {
  test("gets its arguments as they are, the environment given and nothing to read", async () => {
    const args = [
      "--eval",
      "console.log(JSON.stringify([process.argv.slice(1), Object.keys(process.env).sort(), require('fs').readFileSync(0, 'utf8')]))",
      "$(touch planted)",
      "*",
    ];
    const { stdout, ...rest } = await run("", { args, environment: { TILL: "1" } });
    expect(JSON.parse(stdout)).toEqual([
      ["$(touch planted)", "*"],
      ["REPOWRIGHT_SERVICE", "TILL"],
      "",
    ]);
    expect(rest).toEqual({
      ended: "exit",
      exitCode: 0,
      signal: null,
      stderr: "",
      outputBytes: stdout.length,
      durationMs: expect.any(Number),
    });
  });

  test("that fails is no error", async () => {
    expect(await run("console.error('no change'); process.exit(3)")).toMatchObject({
      ended: "exit",
      exitCode: 3,
      stderr: "no change\n",
    });
    expect(await run("process.kill(process.pid, 'SIGKILL')")).toMatchObject({
      ended: "exit",
      exitCode: null,
      signal: "SIGKILL",
    });
  });

  test("that is not there is an error", async () => {
    await expect(run("", { command: "/till/is/missing" })).rejects.toMatchObject({
      code: "PROGRAM_NOT_STARTED",
    });
  });

  test("writes to a file as well, up to a limit", async () => {
    const spillFile = join(await temporaryFolder(), "output");
    const heard: number[] = [];
    const script = "process.stdout.write('a'.repeat(600)); process.stderr.write('b'.repeat(600))";
    const onOutput = (chunk: Buffer): number => heard.push(chunk.length);
    const { outputBytes } = await run(script, { spillFile, onOutput });
    expect(readFileSync(spillFile, "utf8").length).toBe(1000);
    expect(statSync(spillFile).mode & 0o777).toBe(0o600);
    expect([outputBytes, heard.reduce((sum, one) => sum + one)]).toEqual([1200, 1200]);
  });

  test("is not started when something lies where its output goes (C3 45)", async () => {
    const folder = await temporaryFolder();
    const [target, link, file, mark] = ["target", "link", "file", "mark"].map((name) =>
      join(folder, name),
    ) as [string, string, string, string];
    writeFileSync(file, "kept");
    symlinkSync(target, link);
    for (const spillFile of [file, link]) {
      await expect(
        run(`require('fs').writeFileSync(${JSON.stringify(mark)}, '')`, { spillFile }),
      ).rejects.toMatchObject({ code: "EEXIST" });
    }
    expect([existsSync(mark), existsSync(target), readFileSync(file, "utf8")]).toEqual([
      false,
      false,
      "kept",
    ]);
  });
});

describe
  .runIf(process.platform !== "win32")
  .concurrent("a command is ended", { timeout: 60_000 }, () => {
    test("when its time is over, also when it ignores the request", async () => {
      const { ended, signal, stdout, durationMs } = await run(
        `console.log(process.pid); ${ignoring}`,
        {
          timeoutMs: 1500,
        },
      );
      expect([ended, signal, isAlive(Number(stdout))]).toEqual(["timeout", "SIGKILL", false]);
      expect(durationMs).toBeLessThan(1500 + 3000);
    });

    test("gently when it heeds the request", async () => {
      const heeding = `process.on('SIGTERM', () => { console.log('closed'); process.exit(0) }); console.log('open'); ${forEver}`;
      const cancel = new AbortController();
      const onOutput = (): void => cancel.abort();
      expect(await run(heeding, { signal: cancel.signal, onOutput })).toMatchObject({
        ended: "cancelled",
        exitCode: 0,
        stdout: "open\nclosed\n",
      });
    });

    test("when it says nothing for too long, and not before", async () => {
      const script =
        "let n = 0; const timer = setInterval(() => { console.log(n); if (++n === 6) clearInterval(timer); }, 300);";
      const { ended, stdout } = await run(`${script} ${forEver}`, { idleMs: 1500 });
      expect([ended, stdout]).toEqual(["idle", "0\n1\n2\n3\n4\n5\n"]);
    });

    test("and not begun, when nobody wants it any more", async () => {
      await expect(run("", { signal: AbortSignal.abort(new Error("gone")) })).rejects.toThrow(
        "gone",
      );
    });
  });

describe
  .runIf(process.platform === "linux")
  .concurrent("nothing is left of a command", { timeout: 60_000 }, () => {
    test.each([
      ["a child in its group", spawn(longLived, "{ stdio: 'ignore' }")],
      ["a daemon", spawn(longLived, "{ stdio: 'ignore', detached: true }")],
      ["a daemon that holds its output", spawn(longLived, "{ stdio: 'inherit', detached: true }")],
    ])("that ends and leaves %s", async (_what, script) => {
      const { ended, stdout, durationMs } = await run(
        `${script} child.unref(); setTimeout(() => process.exit(0), 300);`,
      );
      expect([ended, Number(stdout) > 0, isAlive(Number(stdout))]).toEqual(["exit", true, false]);
      expect(durationMs).toBeLessThan(8000);
    });

    test("whose child's child is left behind by both (double fork)", async () => {
      const inner = `${spawn(longLived, "{ stdio: 'inherit', detached: true }")} child.unref(); process.exit(0);`;
      const script = spawn(
        `process.execPath, ['--eval', ${JSON.stringify(inner)}]`,
        "{ stdio: 'inherit', detached: true }",
      );
      const { ended, stdout } = await run(`${script} ${forEver}`, { timeoutMs: 2500 });
      const pids = stdout.trim().split("\n").map(Number);
      expect([ended, pids.length, pids.filter(isAlive)]).toEqual(["timeout", 2, []]);
    });

    test("that takes too much memory in its children", async () => {
      const hungry = `const held = Buffer.alloc(150e6, 1); ${forEver}`;
      const script = `${spawn(`process.execPath, ['--eval', ${JSON.stringify(hungry)}]`, "{ stdio: 'ignore' }")} ${forEver}`;
      const { ended, stdout } = await run(script, { maxMemoryBytes: 180e6 });
      expect([ended, isAlive(Number(stdout))]).toEqual(["memory", false]);
    });

    test("that starts too many processes", async () => {
      const script = `const { spawn } = require('node:child_process');
      for (let n = 0; n < 12; n++) console.log(spawn('sleep', ['60'], { detached: true }).pid); ${forEver}`;
      const { ended, stdout } = await run(script, { maxProcesses: 10 });
      const pids = stdout.trim().split("\n").map(Number);
      expect([ended, pids.filter(isAlive)]).toEqual(["processes", []]);
      // It may be ended before all have been told.
      expect(pids.length).toBeGreaterThan(5);
    });

    test("on a disk that is full", async () => {
      const { ended } = await run(forEver, { minDiskBytes: Number.MAX_SAFE_INTEGER });
      expect(ended).toBe("disk");
    });

    test("that has left the group, and of which nothing was measured", async () => {
      let daemon = 0;
      const onOutput = (chunk: Buffer): void => {
        daemon ||= Number(String(chunk));
      };
      const running = run(`${spawn(longLived, "{ detached: true }")} ${forEver}`, {
        onOutput,
        timeoutMs: 2500,
      });
      await until(() => isAlive(daemon));
      await running;
      expect(isAlive(daemon)).toBe(false);
    });
  });
