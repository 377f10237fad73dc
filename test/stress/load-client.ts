import { setTimeout as sleep } from "node:timers/promises";

import { initializeParams, type RawMessage } from "../support/raw-client.ts";
import { startServerProcess } from "../support/server-process.ts";
import { bugsIn, readServerLine } from "./server-line.ts";

/** Keeps account of every request, so that none is lost and none answered twice. */
export interface LoadClient {
  readonly pid: number;
  hasEnded(): boolean;
  /**
   * The answer to a request; undefined when there was none in time. Then it is cancelled.
   * @param giveUpMs five minutes if not given, longer than any call may take, and then the request counts as lost
   */
  ask(method: string, params: object, giveUpMs?: number): Promise<RawMessage | undefined>;
  /** Stops reading for a while. */
  readNothing(ms: number): Promise<void>;
  /** Ends the server. */
  end(): Promise<void>;
  /** How many requests were cancelled, and how many of them had an answer on its way. */
  cancelled(): { readonly all: number; readonly answered: number };
  readonly wrong: readonly string[];
}

export async function openLoadClient(root: string): Promise<LoadClient> {
  const wrong: string[] = [];
  const waiting = new Map<string, (message: RawMessage) => void>();
  const answered = new Set<string>();
  const given = new Set<string>();
  let asked = 0;
  const server = startServerProcess(root, (line) => {
    const message = readServerLine(line);
    const id = String(message?.id);
    if (message === undefined) {
      wrong.push(`no protocol on stdout: ${line.slice(0, 200)}`);
    } else if (message.method === undefined) {
      if (answered.has(id) || Number(id) > asked) {
        wrong.push(`an answer to ${id}, which ${answered.has(id) ? "has one" : "nobody asked"}`);
      }
      answered.add(id);
      waiting.get(id)?.(message);
    }
  });
  const send = async (message: object): Promise<void> =>
    await server.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

  const client: LoadClient = {
    pid: server.pid,
    hasEnded: () => server.hasEnded(),
    async ask(method, params, giveUpMs) {
      const id = `${(asked += 1)}`;
      const answer = new Promise<RawMessage>((resolve) => waiting.set(id, resolve));
      await send({ id, method, params });
      const over = new AbortController();
      const message = await Promise.race([answer, silence(giveUpMs ?? maxAnswerMs, over.signal)]);
      over.abort();
      waiting.delete(id);
      if (message === undefined) {
        given.add(id);
        await send({ method: "notifications/cancelled", params: { requestId: id } });
        if (giveUpMs === undefined) {
          wrong.push(`no answer to ${JSON.stringify(params).slice(0, 300)}`);
        }
      }
      return message;
    },
    async readNothing(ms) {
      server.stopReading();
      await sleep(ms);
      server.readOn();
    },
    async end() {
      server.endInput();
      const { code, signal } = await server.exited();
      wrong.push(...bugsIn(server.stderr()));
      if (code !== 0) {
        wrong.push(`the server ended with ${code ?? signal}: ${server.stderr().slice(-1000)}`);
      }
    },
    cancelled: () => ({
      all: given.size,
      answered: [...given].filter((id) => answered.has(id)).length,
    }),
    wrong,
  };
  await client.ask("initialize", initializeParams());
  return client;
}

const maxAnswerMs = 300_000;

async function silence(ms: number, over: AbortSignal): Promise<undefined> {
  await sleep(ms, undefined, { signal: over }).catch(() => undefined);
}
