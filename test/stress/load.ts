import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { memoryOf } from "../bench/measure.ts";
import { treeMemory } from "../bench/process-tree.ts";
import { packageRoot } from "../support/package-root.ts";
import { descendantsOf, isAlive } from "../support/processes.ts";
import { mixCalls, type CallMix } from "./call-mix.ts";
import { judgeAnswer, schemasOf, type Schemas } from "./judge-answer.ts";
import { type LoadClient, openLoadClient } from "./load-client.ts";
import { type Random, randomOf } from "./property-random.ts";
import { copyToWork } from "./work-copy.ts";

export interface LoadOptions {
  /** The repository that is copied; this project if not given. */
  readonly repo: string | undefined;
  /** How many calls are made, unless time is up before. */
  readonly calls: number;
  readonly seconds: number;
  readonly concurrency: number;
  /** Between the answer to a call and the next one. */
  readonly pauseMs: number;
  /** Between two changes that another process makes. */
  readonly churnMs: number;
  readonly sampleMs: number;
  readonly seed: number;
}

export interface LoadReport {
  readonly calls: number;
  /** Milliseconds of the calls that were answered, by tool. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  /** How often each refusal was answered. */
  readonly codes: ReadonlyMap<string, number>;
  readonly cancelled: ReturnType<LoadClient["cancelled"]>;
  readonly memory: readonly Sample[];
  /** Every process that the server started. */
  readonly processes: number;
  readonly left: number;
  readonly wrong: readonly string[];
}

/** Resident MB of the server, and with all that it started. */
export interface Sample {
  readonly atMs: number;
  readonly server: number;
  readonly tree: number;
}

/**
 * Calls all tools of the real server, again and again; 7 in 100 calls are cancelled, another process changes files
 * meanwhile, and the answers are read slowly.
 */
export async function loadServer(options: LoadOptions): Promise<LoadReport> {
  const copy = await copyToWork(options.repo);
  const random = randomOf(options.seed);
  const client = await openLoadClient(copy.root);
  const schemas = schemasOf(await client.ask("tools/list", {}));
  const mix = mixCalls(copy, random);
  const made = callsMade(client, schemas, mix, random);
  await client.ask("tools/call", { name: "get_overview", arguments: {} });

  const stopChurn = startChurn(copy.root, options.churnMs);
  const over = new AbortController();
  const watched = watchProcesses(client, options.sampleMs, over.signal);
  const read = readSlowly(client, random, over.signal);
  const endMs = performance.now() + options.seconds * 1000;
  const work = async (): Promise<void> => {
    while (made.count() < options.calls && performance.now() < endMs && !client.hasEnded()) {
      await made.next();
      await sleep(options.pauseMs);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, work));
  over.abort();
  await read;
  stopChurn();
  await made.last();
  const { memory, seen } = await watched;
  await client.end();
  const left = [...seen].filter((name) => nameOf(Number.parseInt(name, 10)) === name);
  copy.remove();
  const unheard = [...schemas.keys()].filter((tool) => !mix.tools.includes(tool));
  return {
    calls: made.count(),
    times: made.times,
    codes: made.codes,
    cancelled: client.cancelled(),
    memory,
    processes: seen.size,
    left: left.length,
    wrong: [
      ...client.wrong,
      ...made.wrong,
      ...unheard.map((tool) => `no call of ${tool} is made`),
      ...(left.length === 0 ? [] : [`${left.length} processes are left`]),
    ],
  };
}

interface CallsMade {
  /** Makes one call of the mix. */
  next(): Promise<void>;
  /** Makes one that has to be answered. */
  last(): Promise<void>;
  count(): number;
  readonly times: ReadonlyMap<string, number[]>;
  readonly codes: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
}

function callsMade(client: LoadClient, schemas: Schemas, mix: CallMix, random: Random): CallsMade {
  const times = new Map<string, number[]>();
  const codes = new Map<string, number>();
  const wrong: string[] = [];
  let count = 0;
  return {
    async next() {
      count += 1;
      const { tool, args } = mix.next();
      const startMs = performance.now();
      const giveUpMs = random.once(14) ? random.below(200) : undefined;
      const params = { name: tool, arguments: args };
      const message = await client.ask("tools/call", params, giveUpMs);
      if (message === undefined) {
        return;
      }
      const ofTool = times.get(tool) ?? [];
      times.set(tool, ofTool);
      ofTool.push(performance.now() - startMs);
      const { code, problem } = judgeAnswer(message, schemas.get(tool));
      if (code !== undefined) {
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      if (problem !== undefined) {
        wrong.push(`${tool} ${JSON.stringify(args).slice(0, 300)}: ${problem}`);
      }
      mix.answered(Object(message.result?.["structuredContent"]));
    },
    async last() {
      const params = { name: "search_code", arguments: { pattern: "export" } };
      const answer = await client.ask("tools/call", params);
      if (answer === undefined || judgeAnswer(answer, schemas.get(params.name)).problem) {
        wrong.push("the call after all others was not answered");
      }
    },
    count: () => count,
    times,
    codes,
    wrong,
  };
}

function startChurn(root: string, pauseMs: number): () => void {
  const file = join(packageRoot, "dist", "test", "stress", "churn-worker.js");
  const child = spawn(process.execPath, [file, root, String(pauseMs)], { stdio: "ignore" });
  return () => void child.kill("SIGKILL");
}

async function watchProcesses(
  { pid }: LoadClient,
  pauseMs: number,
  over: AbortSignal,
): Promise<{ readonly memory: readonly Sample[]; readonly seen: ReadonlySet<string> }> {
  const memory: Sample[] = [];
  const seen = new Set<string>();
  const startMs = performance.now();
  do {
    await pause(memory.length === 0 ? 0 : pauseMs, over);
    for (const name of descendantsOf(pid).map(nameOf)) {
      if (name !== undefined) {
        seen.add(name);
      }
    }
    const [own, tree] = await Promise.all([memoryOf(pid), treeMemory(pid)]);
    memory.push({ atMs: performance.now() - startMs, server: own.now, tree: tree.now });
  } while (!over.aborted);
  return { memory, seen };
}

/** A process by its id and the time of its start, for ids are used again; undefined when it is gone. */
function nameOf(pid: number): string | undefined {
  const file = `/proc/${pid}/stat`;
  const stat = existsSync(file) && isAlive(pid) ? readFileSync(file, "utf8") : "";
  const started = stat.slice(stat.lastIndexOf(")")).split(" ")[20];
  return started === undefined ? undefined : `${pid} ${started}`;
}

/** As a client that is busy: now and then it reads nothing, while all others go on asking. */
async function readSlowly(client: LoadClient, random: Random, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await pause(1000 + random.below(3000), over);
    await client.readNothing(random.once(10) ? 3000 : random.below(500));
  }
}

/** Shorter when it is over. */
async function pause(ms: number, over: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: over }).catch(() => undefined);
}
