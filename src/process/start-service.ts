import type { Readable, Writable } from "node:stream";

import { execa } from "execa";

import { endGroup } from "./end-group.ts";
import { keepErrorTail } from "./error-tail.ts";
import { checkStartable, notStarted } from "./not-started.ts";
import { readToEnd, type ProcessExit } from "./read-to-end.ts";
import { makeTag } from "./service-tag.ts";
import { sweepTagged } from "./sweep-tagged.ts";
import { tieToUs } from "./tie-to-us.ts";
import { watchGroup } from "./watch-group.ts";

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

export type ServiceExit = ProcessExit;

/**
 * Starts a program that runs until it is told to end, without a shell and in a session of its own. It does not outlive
 * us where `tieToUs` can help it. ToolError PROGRAM_NOT_STARTED. To be called in the main thread: the program ends with
 * the thread that started it.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { name, cwd, environment, telling = /$^/u } = options;
  const tag = makeTag();
  const { command, args } = await tieToUs(options, environment, cwd);
  checkStartable(name, options.command, cwd);
  const child = execa(command, args, {
    cwd,
    env: { ...environment, ...tag },
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
    await endGroup(pid, over, patienceMs);
    await sweepTagged(tag);
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

const defaultPatienceMs = 1000;
