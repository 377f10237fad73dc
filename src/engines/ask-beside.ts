import { once } from "node:events";

import { crashed, hung, RunOver, timedOut } from "./engine-error.ts";
import type { Wire } from "./open-wire.ts";
import { untilAborted } from "./until-aborted.ts";

/** The other connection is closed. Why, the server's own connection tells. */
export class SideClosed extends Error {}

export interface SideQuestion {
  /** As errors call it. */
  readonly what: string;
  readonly signal: AbortSignal;
  readonly limitMs: number;
  /** How long the server may go on after the signal: it cannot be told, and others wait behind it. */
  readonly cancelMs: number;
}

/**
 * Asks a running server over another connection than its own, as supervised as a request: a server that does not answer
 * within the limit is hung and ended, and one that ends fails with the reason. Unlike a request it is not sent again,
 * since the other connection went with the server.
 * @param ask throws SideClosed when its connection is closed
 */
export async function askBeside<T>(
  wire: Pick<Wire, "title" | "over" | "end">,
  { what, signal, limitMs, cancelMs }: SideQuestion,
  ask: () => Promise<T>,
): Promise<T> {
  const timeout = timedOut(wire.title, what, limitMs);
  const limit = setTimeout(() => wire.end(hung(timeout)), limitMs);
  const asking = ask();
  try {
    return await untilAborted(asking, [signal, wire.over]);
  } catch (error) {
    if (signal.aborted) {
      const late = timedOut(wire.title, `the cancellation of ${what}`, cancelMs);
      const timer = setTimeout(() => wire.end(hung(late)), cancelMs).unref();
      const forget = (): void => clearTimeout(timer);
      asking.then(forget, forget);
    }
    signal.throwIfAborted();
    if (error instanceof SideClosed) {
      throw await whyClosed(wire);
    }
    throw error instanceof RunOver ? error.failure : error;
  } finally {
    clearTimeout(limit);
  }
}

/** The end of the process is seen a moment after that of its sockets. */
const seenMs = 1000;

async function whyClosed({ title, over }: Pick<Wire, "title" | "over">): Promise<Error> {
  if (!over.aborted) {
    await once(over, "abort", { signal: AbortSignal.timeout(seenMs) }).catch(() => undefined);
  }
  const reason: unknown = over.reason;
  return reason instanceof RunOver
    ? reason.failure
    : crashed(title, "it closed a connection").failure;
}
