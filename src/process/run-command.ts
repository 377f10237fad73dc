import type { ChildProcess } from "node:child_process";

import { execa } from "execa";

import type { Task } from "../task.ts";
import type { CommandOptions, CommandRun } from "./command-run.ts";
import { endGroup } from "./end-group.ts";
import { keepEnds } from "./keep-ends.ts";
import { checkStartable, notStarted } from "./not-started.ts";
import { openSpill } from "./open-spill.ts";
import { readToEnd } from "./read-to-end.ts";
import { releaseChunk } from "./release-chunk.ts";
import { makeTag } from "./service-tag.ts";
import { startGuard } from "./start-guard.ts";
import { sweepTagged } from "./sweep-tagged.ts";
import { tieToUs } from "./tie-to-us.ts";
import { watchGroup } from "./watch-group.ts";
import { watchLimits } from "./watch-limits.ts";

/**
 * Runs a program to its end: without a shell, in a session of its own, with nothing to read. When a limit is broken or
 * the task is cancelled, it is asked to end, killed two seconds later, and that is how the run ended. It settles within
 * a second more, whatever still holds its output, and leaves no process behind. A failing program is no error.
 *
 * @throws ToolError PROGRAM_NOT_STARTED; the reason of `task.signal` when that is aborted before the start; EEXIST when
 * the spill file exists. To be called in the main thread.
 */
export async function runCommand(options: CommandOptions, task: Task): Promise<CommandRun> {
  const { name, cwd, environment, endsAsOne = false } = options;
  const { command, args } = endsAsOne ? options : await tieToUs(options, environment, cwd);
  checkStartable(name, options.command, cwd);
  task.signal.throwIfAborted();
  const tag = makeTag();
  const begun = performance.now();
  const output = collectOutput(options);
  try {
    const child = execa(command, args, {
      cwd,
      env: { ...environment, ...tag },
      extendEnv: false,
      stdio: ["ignore", "pipe", "pipe"],
      buffer: false,
      reject: false,
      detached: process.platform !== "win32",
    });
    if (child.pid === undefined) {
      throw notStarted(name, (await child).message ?? "no reason given");
    }
    const over = watchGroup(child.pid, child);
    const dismiss = endsAsOne ? undefined : startGuard(child.pid, tag);
    const limits = watchLimits(child.pid, options, over, task.signal);
    output.read(child, limits.heard);
    const exit = readToEnd(child);
    const ended = await limits.ended;
    await endGroup(child.pid, over, patienceMs);
    await (endsAsOne ? undefined : sweepTagged(tag));
    // What the kernel cannot end, because it waits for a broken disk, is left alone.
    const { code, signal } = over.aborted ? await exit : { code: null, signal: null };
    dismiss?.();
    // Something that escaped may hold the other ends for ever.
    child.stdio.forEach((stream) => stream?.destroy());
    return {
      ended,
      exitCode: code,
      signal,
      ...output.texts(),
      durationMs: Math.round(performance.now() - begun),
    };
  } finally {
    output.close();
  }
}

const patienceMs = 2000;

type Output = Pick<CommandRun, "stdout" | "stderr" | "outputBytes">;

interface Collector {
  read(child: ChildProcess, heard: () => void): void;
  texts(): Output;
  close(): void;
}

function collectOutput({ spillFile, spillBytes, onOutput }: CommandOptions): Collector {
  const ends = { stdout: keepEnds(), stderr: keepEnds() };
  const spill = spillFile === undefined ? undefined : openSpill(spillFile, spillBytes);
  let open = true;
  return {
    read(child, heard) {
      for (const name of ["stdout", "stderr"] as const) {
        child[name]?.on("data", (chunk: Buffer) => {
          if (open) {
            ends[name].push(chunk);
            spill?.write(chunk);
            heard();
            onOutput?.(chunk, name);
          }
          releaseChunk(chunk);
        });
      }
    },
    texts: () => ({
      stdout: ends.stdout.text(),
      stderr: ends.stderr.text(),
      outputBytes: ends.stdout.bytes() + ends.stderr.bytes(),
    }),
    close() {
      open = false;
      spill?.close();
    },
  };
}
