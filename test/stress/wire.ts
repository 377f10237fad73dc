import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { median, memoryOf } from "../bench/measure.ts";
import { initializeParams, modernMeta, type RawMessage } from "../support/raw-client.ts";
import { startServerProcess } from "../support/server-process.ts";
import { plant } from "../transaction/trees.ts";
import { randomOf } from "./property-random.ts";
import { bugsIn, readServerLine } from "./server-line.ts";
import type { Section } from "./stress.ts";
import { type Burst, randomBurst } from "./wire-burst.ts";

/** Whatever comes over the wire, the server answers each request once, each line that is none with a refusal, and the next call. */
export const wire: Section = {
  name: "wire",
  run: async (seconds = 60, { runs = Infinity, from = 0 } = {}) =>
    await fuzzWire({ seconds, runs, from }),
};

export interface FuzzOptions {
  readonly seconds: number;
  readonly runs: number;
  readonly from: number;
}

interface FuzzReport {
  readonly told: readonly string[];
  readonly wrong: readonly string[];
  readonly tried: number;
}

/** How a conversation begins. In the last one nonsense comes first. */
const openings: readonly (readonly [name: string, hello: readonly object[]])[] = [
  [
    "initialized",
    [
      { jsonrpc: "2.0", id: "hello", method: "initialize", params: initializeParams() },
      { jsonrpc: "2.0", method: "notifications/initialized" },
    ],
  ],
  [
    "since 2026-07-28",
    [{ jsonrpc: "2.0", id: "hello", method: "tools/list", params: { _meta: modernMeta } }],
  ],
  ["without a word before", []],
];

export async function fuzzWire({ seconds, runs, from }: FuzzOptions): Promise<FuzzReport> {
  const root = mkdtempSync(join(tmpdir(), "wire-"));
  plant(root, { "src/cart.ts": "export class Cart {}\n" });
  const wrong: string[] = [];
  const told: string[] = [];
  let tried = 0;
  const endMs = performance.now() + seconds * 1000;
  const tally = new Map<string, number>();
  for (const [at, [name, hello]] of openings.entries()) {
    const conversation = await converse(root, hello);
    const memory: number[] = [];
    let bytes = 0;
    let own = 0;
    const share = (endMs - performance.now()) / (openings.length - at);
    for (
      const untilMs = performance.now() + share;
      own < runs && performance.now() < untilMs && !conversation.hasEnded();
      own += 1
    ) {
      const number = from + at + own * openings.length;
      const burst = randomBurst(randomOf(number), number);
      bytes += burst.pieces.reduce((sum, piece) => sum + piece.length, 0);
      tally.set(burst.kind, (tally.get(burst.kind) ?? 0) + 1);
      wrong.push(
        ...(await conversation.endure(burst)).map(
          (what) => `${name}, burst ${number}, ${burst.kind}: ${what}`,
        ),
      );
      if (own % 20 === 0) {
        memory.push((await memoryOf(conversation.pid)).now);
      }
    }
    tried += own;
    wrong.push(...(await conversation.end()).map((what) => `${name}: ${what}`));
    const [before, after] = [quarter(memory, 1), quarter(memory, 3)];
    if (after - before > mostGrowthMb) {
      wrong.push(`${name}: grew from ${Math.round(before)} to ${Math.round(after)} MB`);
    }
    told.push(
      `${name}: ${own} bursts, ${(bytes / 1e6).toFixed(1)} MB; ${Math.round(before)} MB resident in the second quarter, ${Math.round(after)} in the last`,
    );
  }
  rmSync(root, { recursive: true });
  const kinds = [...tally].map(([kind, count]) => `${count} × ${kind}`).toSorted();
  return { told: [...told, kinds.join(", ")], wrong, tried };
}

/** Lines of 10 MB leave the heap that much higher or lower; what grows with every burst goes beyond it. */
const mostGrowthMb = 100;
const maxWaitMs = 60_000;

function quarter(samples: readonly number[], number: number): number {
  const length = samples.length / 4;
  return median(samples.slice(Math.floor(length * number), Math.ceil(length * (number + 1))));
}

interface Conversation {
  readonly pid: number;
  hasEnded(): boolean;
  /** Sends a burst and then a call that any server that is well answers; returns what was wrong. */
  endure(burst: Burst): Promise<readonly string[]>;
  end(): Promise<readonly string[]>;
}

async function converse(root: string, hello: readonly object[]): Promise<Conversation> {
  const answers = new Map<string, number>();
  const noise: string[] = [];
  let refusals = 0;
  let alive: RawMessage | undefined;
  const server = startServerProcess(root, (line) => {
    const message = readServerLine(line);
    if (message === undefined) {
      noise.push(line.slice(0, 200));
    } else if (message.id === null) {
      refusals += 1;
    } else if (message.id !== undefined && message.method === undefined) {
      const id = String(message.id);
      answers.set(id, (answers.get(id) ?? 0) + 1);
      alive = id.startsWith("alive") ? message : alive;
    }
  });
  const send = async (message: object): Promise<void> =>
    await server.write(`${JSON.stringify(message)}\n`);
  const came = async (holds: () => boolean): Promise<boolean> => {
    for (const endMs = performance.now() + maxWaitMs; !holds() && performance.now() < endMs;) {
      if (server.hasEnded()) {
        return false;
      }
      await sleep(2);
    }
    return holds();
  };
  for (const message of hello) {
    await send(message);
  }
  let count = 0;
  return {
    pid: server.pid,
    hasEnded: () => server.hasEnded(),
    async endure({ pieces, asks, refusals: due }) {
      const before = refusals;
      for (const piece of pieces) {
        await server.write(piece);
      }
      // A line that is not over is ended, so that the next one is not a part of it.
      await server.write("\n");
      count += 1;
      const id = `alive ${count}`;
      const params = { name: "find_symbols", arguments: { query: "Cart" }, _meta: modernMeta };
      await send({ jsonrpc: "2.0", id, method: "tools/call", params });
      if (!(await came(() => answers.has(id)))) {
        return [`no answer to the next call; stderr: ${server.stderr().slice(-2000)}`];
      }
      const wrong: string[] = noise.splice(0).map((line) => `no protocol on stdout: ${line}`);
      if (alive?.result?.content?.[0]?.text.includes("src/cart.ts") !== true) {
        wrong.push(`the next call was answered ${JSON.stringify(alive).slice(0, 500)}`);
      }
      if (!(await came(() => asks.every((ask) => answers.has(ask)) && refusals >= before + due))) {
        const lost = asks.filter((ask) => !answers.has(ask)).length;
        wrong.push(`${lost} answers and ${before + due - refusals} refusals never came`);
      }
      const again = [...asks, id].filter((ask) => (answers.get(ask) ?? 0) > 1);
      return again.length === 0 ? wrong : [...wrong, `answered twice: ${again.join(", ")}`];
    },
    async end() {
      const twice = [...answers].filter(([id, times]) => id.startsWith("alive") && times > 1);
      server.endInput();
      const { code, signal } = await server.exited();
      return [
        ...twice.map(([id]) => `${id} was answered twice`),
        ...(code === 0 ? [] : [`ended with ${code ?? signal}`]),
        ...bugsIn(server.stderr()),
      ];
    },
  };
}
