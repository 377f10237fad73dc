import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

import { expect, test } from "vitest";
import { packageRoot } from "../support/package-root.ts";
import { isAlive, until } from "../support/processes.ts";
import { temporaryFolder } from "../support/repository.ts";

const module = join(packageRoot, "dist", "src", "process", "run-command.js");

/** A program that runs this command with our compiled code. */
async function writeRunner(options: object, after: string): Promise<string> {
  const file = join(await temporaryFolder(), "runner.mjs");
  await writeFile(
    file,
    `import { runCommand } from ${JSON.stringify(module)};
     const task = { signal: new AbortController().signal, progress() {} };
     const options = { command: process.execPath, cwd: "/", environment: { PATH: process.env.PATH },
       name: "Till", timeoutMs: 60_000, spillBytes: 0, ...${JSON.stringify(options)} };
     const run = await runCommand({ ...options, onOutput: (chunk) => options.loud && process.stdout.write(String(chunk)) }, task);
     ${after}`,
  );
  return file;
}

async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface(stream)) {
    return line;
  }
  return "[]";
}

test.runIf(process.platform === "linux" && existsSync(module))(
  "what a command started ends when we are killed, also what left its group",
  { timeout: 60_000 },
  async () => {
    const forEver = "setInterval(() => {}, 1000);";
    const script = `const { spawn } = require('node:child_process');
      const launch = (detached) => spawn(process.execPath, ['--eval', ${JSON.stringify(forEver)}], { stdio: 'ignore', detached });
      console.log(JSON.stringify([process.pid, launch(false).pid, launch(true).pid])); ${forEver}`;
    const runner = await writeRunner({ args: ["--eval", script], loud: true }, "");
    const us = spawn(process.execPath, [runner], { stdio: ["ignore", "pipe", "inherit"] });
    const pids = JSON.parse(await firstLine(us.stdout)) as number[];
    expect(pids.filter(isAlive)).toHaveLength(3);
    us.kill("SIGKILL");
    await until(() => !pids.some(isAlive));
  },
);

test.runIf(existsSync(module))(
  "a gigabyte of output stays out of our memory",
  { timeout: 60_000 },
  async () => {
    const script = `const piece = Buffer.alloc(1 << 20, "till open\\n");
    let left = 1024;
    const write = () => { while (left-- > 0) if (!process.stdout.write(piece)) return process.stdout.once("drain", write); };
    write();`;
    const spillFile = join(await temporaryFolder(), "output");
    const runner = await writeRunner(
      { args: ["--eval", script], spillFile, spillBytes: 16e6 },
      "console.log(JSON.stringify({ ...run, stdout: run.stdout.length, rss: process.resourceUsage().maxRSS * 1024 }));",
    );
    const { stdout } = await promisify(execFile)(process.execPath, [runner]);
    const answer = JSON.parse(stdout) as { rss: number };
    expect(answer).toMatchObject({
      ended: "exit",
      exitCode: 0,
      outputBytes: 1024 ** 3,
      stdout: 131_072 + "\n… 1073610752 bytes are left out here …\n".length,
    });
    expect((await stat(spillFile)).size).toBe(16e6);
    expect(answer.rss).toBeLessThan(150e6);
  },
);
