import type { ChildProcess } from "node:child_process";

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Settles when a program has ended and its output is read, the latter for a quarter of a second at most: something that
 * it left behind may hold the other ends of its pipes for ever.
 */
export async function readToEnd(child: ChildProcess): Promise<ProcessExit> {
  return await new Promise((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
    child.once("exit", (code, signal) => {
      setTimeout(() => resolve({ code, signal }), readMs).unref();
    });
  });
}

const readMs = 250;
