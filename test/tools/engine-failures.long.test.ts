import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, describe, expect, onTestFinished, test } from "vitest";

import type { EngineSpec } from "../../src/engines/engine-spec.ts";
import { openLanguageClient } from "../../src/engines/language-client.ts";
import { openLanguageServer } from "../../src/engines/language-server-engine.ts";
import { pyright } from "../../src/engines/pyright.ts";
import { findReferences } from "../../src/references/find-references.ts";
import type { FindReferencesResult } from "../../src/references/references.ts";
import { fakeSpec, taskOf } from "../engines/support.ts";
import { openRoot } from "../references/by-syntax-repository.ts";
import { descendantsOf, freeze, isAlive, until } from "../support/processes.ts";
import { makeRepository } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

/** A language server takes long to start on a busy machine. */
const starting = { timeout: 60_000 };

const tsconfig =
  '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "allowImportingTsExtensions": true, "noEmit": true, "types": [] } }\n';

/** A harbour whose one boat is moored twice. */
const harbour = {
  "package.json": '{ "name": "harbour", "type": "module" }\n',
  "tsconfig.json": tsconfig,
  "boat.ts": "export function moor(rope: number): number {\n  return rope * 2;\n}\n",
  "pier.ts": 'import { moor } from "./boat.ts";\n\nmoor(1);\n',
  "quay.ts": 'import { moor as tie } from "./boat.ts";\n\ntie(2);\n',
};

const moored = `6 references of function moor (boat.ts:1) in 3 files; precision: exact by TypeScript 7.0.2; complete: yes
boat.ts:1:17 definition — export function moor(rope: number): number {
pier.ts
  1:10 import — import { moor } from "./boat.ts";
  3:1 call — moor(1);
quay.ts
  1:10 import — import { moor as tie } from "./boat.ts";
  1:18 import — import { moor as tie } from "./boat.ts";
  3:1 call — tie(2);
Certificate: 3 files hold the word: 3 in the result.`;

const started = new Set<number>();

afterAll(async () => {
  // Whatever a language server started has its number here, too.
  await until(() => [...started].every((pid) => !isAlive(pid)));
});

async function serve(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<StartedServer> {
  const server = await startServer({ root: await makeRepository(files), args });
  onTestFinished(async () => {
    descendantsOf(server.pid).forEach((pid) => started.add(pid));
    await server.close();
  });
  return server;
}

/** The process of TypeScript's language server below ours. */
function languageServer(server: StartedServer): number | undefined {
  const pid = descendantsOf(server.pid, "--lsp").at(-1);
  if (pid !== undefined) {
    started.add(pid);
  }
  return pid;
}

async function kill(pid: number | undefined): Promise<void> {
  process.kill(pid ?? 0, "SIGKILL");
  await until(() => !isAlive(pid));
}

const moor = { symbol: "moor" };
const sail = { symbol: "sail" };

const tooMuch =
  /^3 references of function sail .*; precision: scoped by syntax; complete: yes\n[^]*\nNote: TypeScript \S+ gave no answer, so this one is by syntax: ENGINE_OUT_OF_MEMORY: TypeScript took \d+ MB of memory, more than the 64 MB it may/;

describe.runIf(process.platform === "linux")("find_references", starting, () => {
  test("is answered anew when its language server is killed between two answers", async () => {
    const server = await serve(harbour);
    expect(await server.callText("find_references", moor)).toBe(moored);
    await kill(languageServer(server));
    expect(await server.callText("find_references", moor)).toBe(moored);
    expect(languageServer(server)).toBeDefined();
  });

  test("is answered anew when its language server is killed in the middle", async () => {
    const server = await serve(harbour);
    expect(await server.callText("find_references", moor)).toBe(moored);
    const pid = languageServer(server);
    await freeze(pid);
    const asked = server.callText("find_references", moor);
    // The question is in the pipe by then, or is sent into a pipe that breaks; both end well.
    await sleep(100);
    await kill(pid);
    expect(await asked).toMatchInlineSnapshot(`
      "6 references of function moor (boat.ts:1) in 3 files; precision: exact by TypeScript 7.0.2; complete: yes
      boat.ts:1:17 definition — export function moor(rope: number): number {
      pier.ts
        1:10 import — import { moor } from "./boat.ts";
        3:1 call — moor(1);
      quay.ts
        1:10 import — import { moor as tie } from "./boat.ts";
        1:18 import — import { moor as tie } from "./boat.ts";
        3:1 call — tie(2);
      Certificate: 3 files hold the word: 3 in the result."
    `);
    expect(await server.callText("find_references", moor)).toBe(moored);
  });

  test("is answered when its language server is killed as soon as it is there", async () => {
    const server = await serve(harbour);
    const asked = server.callText("find_references", moor);
    await until(() => languageServer(server) !== undefined);
    await kill(languageServer(server));
    expect(await asked).toBe(moored);
  });

  test("is answered by syntax when every language server is killed, and says why", async () => {
    const server = await serve(harbour);
    const done = new AbortController();
    const killing = (async () => {
      while (!done.signal.aborted) {
        const pid = languageServer(server);
        if (pid !== undefined) {
          process.kill(pid, "SIGKILL");
        }
        await sleep(5);
      }
    })();
    const text = await server.callText("find_references", moor);
    done.abort();
    await killing;
    expect(text).toContain(
      "6 references of function moor (boat.ts:1) in 3 files; precision: scoped",
    );
    expect(text).toMatch(
      /\nNote: TypeScript 7 gave no answer, so this one is by syntax: ENGINE_CRASHED: /,
    );
    expect(await server.callText("find_references", moor)).toBe(moored);
  });

  test("is answered by syntax when its language server takes too much memory", async () => {
    const server = await serve(fleet(), "--engine-memory", "64");
    const ask = async (): Promise<string> => await server.callText("find_references", sail);
    expect(await ask()).toMatch(tooMuch);
    expect(await server.callText("find_symbols", { query: "sail" })).toContain("fleet.ts");
    expect(await ask()).toMatch(tooMuch);
  });

  test("leaves no process when it is closed while its language server hangs", async () => {
    const server = await serve(harbour);
    await server.callText("find_references", moor);
    const pid = languageServer(server);
    await freeze(pid);
    const asked = server.callText("find_references", moor).catch(() => "closed");
    await server.close();
    expect(await asked).toBe("closed");
    await until(() => !isAlive(pid));
    expect(isAlive(server.pid)).toBe(false);
  });
});

/** More than a small memory holds; the files that name what is asked about are few. */
function fleet(): Record<string, string> {
  const parts = Array.from(
    { length: 300 },
    (_, at) => `export interface Part${at}<T> { readonly own: T; rig(given: T): Part${at}<T>; }\n`,
  ).join("");
  const yards = Array.from({ length: 80 }, (_, at) => [`yards/yard${at}.ts`, parts]);
  return {
    "tsconfig.json": tsconfig,
    "fleet.ts": "export function sail(knots: number): number {\n  return knots;\n}\n",
    "race.ts": 'import { sail } from "./fleet.ts";\n\nsail(9);\n',
    ...Object.fromEntries(yards),
  };
}

/** A kennel in Python, whose engine speaks nothing but the protocol. */
const kennel = {
  "dog.py": "def bark(times):\n    return times\n",
  "yard.py": "from dog import bark\n\nbark(2)\n",
};

/** Answers about the kennel with a server or limits that are not those of the shipped program. */
async function openKennel(
  spec: EngineSpec,
): Promise<{ ask: () => Promise<string>; pid: () => number | undefined }> {
  const root = await makeRepository(kennel);
  const repository = await openRoot(root);
  const limits = { requestMs: 2000, memoryBytes: 2e9 };
  const client = openLanguageClient({ spec, root, environment: process.env, ...limits });
  const engine = openLanguageServer({ ...pyright, spec }, root, client);
  onTestFinished(async () => await engine.close());
  const engines = {
    forPath: async () => await Promise.resolve(engine),
    specFor: () => spec,
    statusFor: () => undefined,
    close: async () => await engine.close(),
  };
  const request = { symbol: "bark", relation: "references", limit: 100, offset: 0 } as const;
  return {
    ask: async () => inShort(await findReferences(repository, engines, request, taskOf())),
    pid: () => client.pid,
  };
}

/** On a busy machine the short limit ends a server that is slow to start, too. */
async function untilAnswer(ask: () => Promise<string>, wanted: RegExp): Promise<void> {
  while (!wanted.test(await ask())) {
    await sleep(10);
  }
}

const inShort = ({ total, precision, engine, complete, notes }: FindReferencesResult): string =>
  [`${total} ${precision} by ${engine}, ${complete ? "complete" : "open"}`, ...notes].join("\n");

describe.runIf(process.platform === "linux")("an engine", starting, () => {
  test("that hangs is given up after its limit, and the next call has a new one", async () => {
    const { ask, pid } = await openKennel(pyright.spec);
    const exact = /^3 exact by Pyright [\d.]+, complete$/;
    await untilAnswer(ask, exact);
    const hung = pid();
    await freeze(hung);
    expect(await ask()).toMatchInlineSnapshot(`
      "3 scoped by syntax, complete
      Pyright gave no answer, so this one is by syntax: ENGINE_TIMEOUT: Pyright did not answer textDocument/documentSymbol within 2 s and was stopped. Repeat the call: the engine starts anew. If that fails too, use search_code."
    `);
    await until(() => !isAlive(hung));
    await untilAnswer(ask, exact);
  });

  test("that panics whenever it starts is said to", async () => {
    const { ask } = await openKennel({ ...fakeSpec("dies"), handles: () => "python" });
    expect(await ask()).toMatchInlineSnapshot(`
      "3 scoped by syntax, complete
      Fake gave no answer, so this one is by syntax: ENGINE_CRASHED: Fake ended unexpectedly: panic: cannot start (exit code 2). Repeat the call: the engine starts anew. If that fails too, use search_code."
    `);
  });
});
