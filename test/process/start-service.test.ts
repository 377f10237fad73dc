import { existsSync, readFileSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { afterAll, describe, expect, test } from "vitest";
import { residentBytes } from "../../src/process/resident-bytes.ts";
import { startService, type Service } from "../../src/process/start-service.ts";
import { freeze, isAlive, until } from "../support/processes.ts";
import { temporaryFolder } from "../support/repository.ts";

const started: Service[] = [];

afterAll(async () => {
  await Promise.all(started.map(async (service) => await service.kill(0)));
});

/** Starts node on a script, as a service would be. */
async function start(
  script: string,
  { args = [], environment = {} }: Partial<Parameters<typeof startService>[0]> = {},
): Promise<Service> {
  const service = await startService({
    command: process.execPath,
    args: ["--eval", script, ...args],
    cwd: await temporaryFolder(),
    environment: { PATH: process.env["PATH"] ?? "", ...environment },
    name: "Till",
    telling: /^panic: /u,
  });
  started.push(service);
  return service;
}

/** The first line a service writes, as a number. */
async function firstNumber({ stdout }: Service): Promise<number> {
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    return Number(String(chunk));
  }
  return 0;
}

describe.concurrent("a service", () => {
  test("gets its arguments as they are and the environment given, and tells how it ended", async () => {
    const script =
      "console.log(JSON.stringify([process.argv.slice(1), Object.keys(process.env)])); process.exit(3)";
    const service = await start(script, {
      args: ["$(touch planted)", "*"],
      environment: { TILL: "1" },
    });
    const [args, names] = JSON.parse(await text(service.stdout)) as [string[], string[]];
    expect(args).toEqual(["$(touch planted)", "*"]);
    expect(names.toSorted()).toEqual(["PATH", "REPOWRIGHT_SERVICE", "TILL"]);
    expect(await service.exited).toEqual({ code: 3, signal: null });
  });

  test("is read and written through pipes", async () => {
    const service = await start("process.stdin.pipe(process.stdout)");
    service.stdin.end("ring");
    expect(await text(service.stdout)).toBe("ring");
  });

  test("keeps the end of its errors, and the line that tells why before it", async () => {
    const service = await start(
      "console.error('panic: no change\\n' + 'frame\\n'.repeat(5000) + 'exit')",
    );
    await service.exited;
    const tail = service.errorTail();
    expect(tail.length).toBeLessThan(9000);
    expect(tail.split("\n").slice(0, 3)).toEqual(["panic: no change", "…", expect.any(String)]);
    expect(tail.endsWith("frame\nexit\n")).toBe(true);
  });

  test("that is not there is an error", async () => {
    const cwd = await temporaryFolder();
    const command = join(cwd, "till");
    const missing = { command, args: [], cwd, environment: {}, name: "Till" };
    await expect(startService(missing)).rejects.toMatchObject({
      code: "PROGRAM_NOT_STARTED",
      message: `Till could not be started: ${command} or ${cwd} is missing.`,
    });
  });

  test("takes memory, until it has ended", async () => {
    const service = await start("console.log(process.pid); setInterval(() => {}, 1000)");
    expect(await firstNumber(service)).toBe(service.pid);
    expect(residentBytes(service.pid)).toBeGreaterThan(1e6);
    await service.kill();
    expect(residentBytes(service.pid)).toBeUndefined();
  });
});

const ignoreAll = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
const quoted = JSON.stringify(ignoreAll);
const nodeAs = (launcher: string, options = "{ stdio: 'inherit' }"): string =>
  `const { pid } = require('node:child_process').spawn(${launcher}, ${options}); console.log(pid);`;

describe.runIf(process.platform === "linux").concurrent("kill", () => {
  test("ends one that ignores the request", async () => {
    const service = await start(`${ignoreAll} console.log(process.pid)`);
    await firstNumber(service);
    await service.kill(50);
    expect(isAlive(service.pid)).toBe(false);
    expect(await service.exited).toEqual({ code: null, signal: "SIGKILL" });
    await service.kill();
  });

  test("ends one that is stopped", async () => {
    const service = await start("setInterval(() => {}, 1000)");
    await freeze(service.pid);
    await service.kill(50);
    expect(isAlive(service.pid)).toBe(false);
  });

  test.each([
    ["in its group", `process.execPath, ['--eval', ${quoted}]`],
    ["in a session of its own", `'setsid', [process.execPath, '--eval', ${quoted}]`],
  ])("ends a grandchild %s that ignores it and holds the output", async (_where, launcher) => {
    const service = await start(`${nodeAs(launcher)} setInterval(() => {}, 1000)`);
    const grandchild = await firstNumber(service);
    expect(isAlive(grandchild)).toBe(true);
    await service.kill();
    expect([isAlive(service.pid), isAlive(grandchild)]).toEqual([false, false]);
  });

  test("settles although something that cleared its environment escapes", async () => {
    const launcher = `'setsid', ['env', '-i', process.execPath, '--eval', ${quoted}]`;
    const service = await start(`${nodeAs(launcher)} setInterval(() => {}, 1000)`);
    const escaped = await firstNumber(service);
    await until(() => readFileSync(`/proc/${escaped}/environ`).length === 0);
    await service.kill();
    expect(isAlive(service.pid)).toBe(false);
    // Nothing short of a process namespace finds it.
    expect(isAlive(escaped)).toBe(true);
    process.kill(escaped, "SIGKILL");
  });

  test("is not needed for the group of one that has ended", async () => {
    const launcher = `process.execPath, ['--eval', ${quoted}]`;
    const service = await start(`${nodeAs(launcher)} setTimeout(() => process.exit(), 50)`);
    const grandchild = await firstNumber(service);
    await service.exited;
    await until(() => !isAlive(grandchild));
    expect(isAlive(service.pid)).toBe(false);
  });
});

test.runIf(process.platform === "linux")(
  "where setpriv cannot tie it to us, a service runs all the same",
  async () => {
    const folder = await temporaryFolder();
    const setpriv = join(folder, "setpriv");
    await writeFile(setpriv, `#!/bin/sh\ntouch ${folder}/asked\nexit 1\n`);
    await chmod(setpriv, 0o755);
    const service = await start("console.log(process.pid)", { environment: { PATH: folder } });
    expect(await firstNumber(service)).toBe(service.pid);
    expect(existsSync(join(folder, "asked"))).toBe(existsSync("/bin/touch"));
  },
);
