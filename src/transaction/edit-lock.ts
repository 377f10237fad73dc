import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import { systemCode } from "../workspace/system-code.ts";
import type { EditStore } from "./edit-store.ts";
import { makeEditsFolder, notWritable } from "./edits-home.ts";
import { inTurn } from "./in-turn.ts";
import { hasKernelLock, takeKernelLock } from "./kernel-lock.ts";
import { type LockFile, takeLockFile } from "./lock-file.ts";
import { recoverEdits } from "./recover-edits.ts";

/**
 * Runs `body` while nobody else, in this process or another, edits the tree; what a killed process left is put
 * right before.
 *
 * @param body gets sentences about what was put right, and a function that throws when the lock was lost
 * @throws ToolError LOCKED, EDITS_NOT_WRITABLE
 */
export async function withEditLock<T>(
  store: EditStore,
  task: Task,
  body: (notes: readonly string[], confirm: () => void) => Promise<T>,
): Promise<T> {
  return await inTurn(store.lockName, task.signal, async () => {
    makeEditsFolder(store);
    const lock = await waitForLock(store, task.signal);
    try {
      return await body(await recoverEdits(store), () => {
        if (!lock.confirm()) {
          throw locked(store);
        }
      });
    } finally {
      lock.release();
    }
  });
}

/** Between two looks at the lock, growing from the first to the last. */
const firstWaitMs = 2;
const longestWaitMs = 50;

async function waitForLock(store: EditStore, signal: AbortSignal): Promise<LockFile> {
  const endMs = performance.now() + store.lockTimeoutMs;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    signal.throwIfAborted();
    const lock = await tryLock(store);
    if (lock !== undefined) {
      return lock;
    }
    if (performance.now() + waitMs > endMs) {
      throw locked(store);
    }
    // An abort ends the sleep; the loop says so with the caller's own reason.
    await sleep(waitMs * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
  }
}

async function tryLock({ lockName, folder }: EditStore): Promise<LockFile | undefined> {
  const free = hasKernelLock ? await takeKernelLock(lockName) : () => undefined;
  if (free === undefined) {
    return undefined;
  }
  try {
    const lock = takeLockFile(join(dirname(folder), "lock"));
    if (lock === undefined) {
      free();
      return undefined;
    }
    return {
      confirm: () => lock.confirm(),
      release() {
        try {
          lock.release();
        } finally {
          free();
        }
      },
    };
  } catch (error) {
    free();
    throw systemCode(error) === undefined ? error : notWritable(folder, error);
  }
}

function locked({ lockTimeoutMs }: EditStore): ToolError {
  return new ToolError(
    "LOCKED",
    `Another process is editing this repository; nothing was written within ${lockTimeoutMs / 1000} s.`,
    "Try again in a moment.",
  );
}
