import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

import {
  CancellationTokenSource,
  ConnectionError,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver-protocol/node";
import { failed, hung, timedOut } from "./engine-error.ts";
import type { Wire } from "./open-wire.ts";
import { untilAborted } from "./until-aborted.ts";

export interface Question {
  readonly method: string;
  readonly params: unknown;
  readonly signal: AbortSignal;
  readonly limitMs: number;
  /** How long the server may take to answer after the signal; then it is hung. */
  readonly cancelMs: number;
}

/**
 * Asks a server once. Rejects with the signal's reason as soon as it is aborted, with the RunOver when the run ends,
 * ENGINE_TIMEOUT when the limit passes, which ends the run, and ENGINE_FAILED when the answer is an error.
 */
export async function sendRequest<Result>(wire: Wire, question: Question): Promise<Result> {
  const timeout = timedOut(wire.title, question.method, question.limitMs);
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    wire.end(hung(timeout));
  }, question.limitMs);
  try {
    return await askUntilSettled(wire, question);
  } catch (error) {
    question.signal.throwIfAborted();
    throw late ? timeout : await explain(wire, question.method, error);
  } finally {
    clearTimeout(limit);
  }
}

/** Some servers give up an answer when something changes while they look; it is theirs to say, and ours to ask again. */
async function askUntilSettled<Result>(wire: Wire, question: Question): Promise<Result> {
  for (let pauseMs = 10; ; pauseMs *= 2) {
    try {
      return await ask(wire, question);
    } catch (error) {
      if (!(error instanceof ResponseError && unsettledCodes.has(error.code))) {
        throw error;
      }
      await sleep(Math.min(pauseMs, 1000), undefined, { signal: question.signal });
    }
  }
}

const unsettledCodes: ReadonlySet<number> = new Set([
  LSPErrorCodes.ContentModified,
  LSPErrorCodes.ServerCancelled,
]);

async function ask<Result>(
  wire: Wire,
  { method, params, signal, cancelMs }: Question,
): Promise<Result> {
  signal.throwIfAborted();
  wire.over.throwIfAborted();
  const source = new CancellationTokenSource();
  const answer =
    params === undefined
      ? wire.connection.sendRequest<Result>(method, source.token)
      : wire.connection.sendRequest<Result>(method, params, source.token);
  try {
    return await untilAborted(answer, [signal, wire.over]);
  } catch (error) {
    if (signal.aborted) {
      source.cancel();
      const limit = timedOut(wire.title, `the cancellation of ${method}`, cancelMs);
      const timer = setTimeout(() => wire.end(hung(limit)), cancelMs).unref();
      const forget = (): void => clearTimeout(timer);
      answer.then(forget, forget);
    }
    throw error;
  }
}

/** What a failed request means: that the run is over or about to be, or that the server answered with an error. */
async function explain(wire: Wire, method: string, error: unknown): Promise<unknown> {
  if (error === wire.over.reason || !(error instanceof Error)) {
    return error;
  }
  const isAnswer =
    error instanceof ResponseError
      ? !ownCodes.has(error.code)
      : !(error instanceof ConnectionError);
  if (isAnswer) {
    return failed(wire.title, method, error);
  }
  if (!wire.over.aborted) {
    await once(wire.over, "abort");
  }
  return wire.over.reason;
}

/** Errors of the connection, not of the server. */
const ownCodes: ReadonlySet<number> = new Set([
  ErrorCodes.MessageWriteError,
  ErrorCodes.MessageReadError,
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
]);
