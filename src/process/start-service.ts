import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import { execa } from "execa";

import { ToolError } from "../errors.ts";
import { keepErrorTail } from "./error-tail.ts";
import { killAtExit } from "./kill-at-exit.ts";
import { signalGroup } from "./signal-group.ts";
import { sweepTagged } from "./sweep-tagged.ts";
import { tieToUs } from "./tie-to-us.ts";

export interface ServiceOptions {
  /** Absolute. */
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** All of it; nothing is inherited. `serviceEnvironment` makes one. */
  readonly environment: Readonly<Record<string, string>>;
  /** How errors call it. */
  readonly name: string;
  /** Lines of standard error that tell why it ended, kept for `errorTail` whatever comes after them. */
  readonly telling?: RegExp;
}

export interface Service {
  readonly pid: number;
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** The last 8 KB of standard error. */
  errorTail(): string;
  /** Settles when it has ended and its output is read, the latter for a quarter of a second at most. */
  readonly exited: Promise<ServiceExit>;
  /**
   * Ends it and everything it started: asks, and kills after `patienceMs`, a second if not given. Settles within a second
   * more, also when something that escaped holds its output, and may be called at any time and more than once.
   */
  kill(patienceMs?: number): Promise<void>;
}

export interface ServiceExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Starts a program that runs until it is told to end, without a shell and in a session of its own. It does not outlive
 * us where `tieToUs` can help it. ToolError PROGRAM_NOT_STARTED. To be called in the main thread: the program ends with
 * the thread that started it.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { name, cwd, environment, telling = /$^/u } = options;
  const tag = randomUUID();
  const { command, args } = await tieToUs(options, environment, cwd);
  if (!existsSync(options.command) || !existsSync(cwd)) {
    throw notStarted(name, `${options.command} or ${cwd} is missing`);
  }
  const child = execa(command, args, {
    cwd,
    env: { ...environment, [tagName]: tag },
    extendEnv: false,
    stdio: "pipe",
    buffer: false,
    reject: false,
    // In Windows a child that is not detached ends with us; elsewhere detaching makes the group that is killed.
    detached: process.platform !== "win32",
  });
  if (child.pid === undefined) {
    throw notStarted(name, (await child).message ?? "no reason given");
  }
  const pid = child.pid;
  const tail = keepErrorTail(telling);
  child.stderr.on("data", (chunk: Buffer) => tail.push(chunk));
  // Writing to a program that has ended is an error of the stream; who waits for an answer learns of the end.
  child.stdin.on("error", () => undefined);
  const over = watchGroup(pid, child);
  let killed: Promise<void> | undefined;

  async function kill(patienceMs: number): Promise<void> {
    for (const [signal, waitMs] of [
      ["SIGTERM", patienceMs],
      ["SIGKILL", defaultPatienceMs],
    ] as const) {
      if (!over.aborted) {
        signalGroup(pid, signal);
        await sleep(waitMs, undefined, { signal: over, ref: false }).catch(() => undefined);
      }
    }
    await sweepTagged(`${tagName}=${tag}`);
    // Something that escaped may hold the other ends for ever.
    child.stdio.forEach((stream) => stream?.destroy());
  }

  return {
    pid,
    stdin: child.stdin,
    stdout: child.stdout,
    errorTail: () => tail.text(),
    exited: readToEnd(child),
    kill: async (patienceMs = defaultPatienceMs) => await (killed ??= kill(patienceMs)),
  };
}

/** In the environment of a service and of all it starts, so that what left its group is found. */
const tagName = "REPOWRIGHT_SERVICE";
const defaultPatienceMs = 1000;

/** Takes the group down when its leader ends or we do. Aborted when the leader has ended. */
function watchGroup(pid: number, leader: ChildProcess): AbortSignal {
  const over = new AbortController();
  const forget = killAtExit(pid);
  leader.once("exit", () => {
    forget();
    // Now, because later the group's number may be somebody else's.
    signalGroup(pid, "SIGKILL");
    over.abort();
  });
  return over.signal;
}

const readMs = 250;

async function readToEnd(child: ChildProcess): Promise<ServiceExit> {
  return await new Promise((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
    child.once("exit", (code, signal) => {
      setTimeout(() => resolve({ code, signal }), readMs).unref();
    });
  });
}

function notStarted(name: string, why: string): ToolError {
  return new ToolError(
    "PROGRAM_NOT_STARTED",
    `${name} could not be started: ${why}.`,
    "Run `repowright doctor` to see what is installed.",
  );
}
