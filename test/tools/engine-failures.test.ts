import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, describe, expect, onTestFinished, test } from "vitest";

import type { EngineSpec } from "../../src/engines/engine-spec.ts";
import { openLanguageClient } from "../../src/engines/language-client.ts";
import { openTypeScript } from "../../src/engines/typescript.ts";
import { typescriptServer } from "../../src/engines/typescript-server.ts";
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

describe.runIf(process.platform === "linux").concurrent("find_references", starting, () => {
  test("is answered anew when its language server is killed between two answers", async () => {
    const server = await serve(harbour);
    expect(await server.callText("find_references", moor)).toBe(moored);
    await kill(languageServer(server));
    expect(await server.callText("find_references", moor)).toBe(moored);
    expect(languageServer(server)).toBeDefined();
  });

  test("is answered by a second language server when the first is killed in the middle", async () => {
    const server = await serve(harbour);
    expect(await server.callText("find_references", moor)).toBe(moored);
    const pid = languageServer(server);
    await freeze(pid);
    const asked = server.callText("find_references", moor);
    // The question is in the pipe by then, or is sent into a pipe that breaks; both end well.
    await sleep(100);
    await kill(pid);
    expect(await asked).toBe(moored);
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
    expect(text).toMatchInlineSnapshot();
    expect(await server.callText("find_references", moor)).toBe(moored);
  });

  test("is answered by syntax when its language server takes too much memory", async () => {
    const server = await serve(fleet(), "--engine-memory", "64");
    const text = await server.callText("find_references", { symbol: "sail", limit: 2 });
    expect(text.replace(/took \d+ MB/, "took … MB")).toMatchInlineSnapshot();
    expect(await server.callText("find_symbols", { query: "sail" })).toContain("fleet.ts");
    expect(await server.callText("find_references", { symbol: "sail", limit: 2 })).toContain(
      "ENGINE_OUT_OF_MEMORY",
    );
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

/** More than a small memory holds: what every ship is made of has many types. */
function fleet(): Record<string, string> {
  const parts = Array.from(
    { length: 400 },
    (_, at) =>
      `export interface Part${at}<T> { readonly own: T; readonly next: Part${(at * 7 + 1) % 400}<T[]>; rig(given: T): Part${(at * 3) % 400}<T>; }\n`,
  ).join("");
  const ships = Array.from({ length: 100 }, (_, at) => [
    `ships/ship${at}.ts`,
    `import { sail } from "../fleet.ts";\n${parts}\nsail(${at});\n`,
  ]);
  return {
    "tsconfig.json": tsconfig,
    "fleet.ts": "export function sail(knots: number): number {\n  return knots;\n}\n",
    ...Object.fromEntries(ships),
  };
}

/** Answers of TypeScript's engine with a server or limits that are not those of the shipped program. */
async function openHarbour(
  spec: EngineSpec = typescriptServer,
): Promise<{ ask: () => Promise<FindReferencesResult>; pid: () => number | undefined }> {
  const root = await makeRepository(harbour);
  const repository = await openRoot(root);
  const client = openLanguageClient({
    spec,
    root,
    environment: process.env,
    memoryBytes: 2e9,
    requestMs: 1000,
  });
  onTestFinished(async () => await client.close());
  const engine = openTypeScript(root, client);
  const engines = {
    forPath: async () => await Promise.resolve(engine),
    specFor: () => spec,
    close: async () => await engine.close(),
  };
  const request = { symbol: "moor", relation: "references", limit: 100, offset: 0 } as const;
  return {
    ask: async () => await findReferences(repository, engines, request, taskOf()),
    pid: () => client.pid,
  };
}

const inOneLine = ({ total, precision, engine, complete, notes }: FindReferencesResult): string =>
  [`${total} ${precision} by ${engine}, ${complete ? "complete" : "open"}`, ...notes].join("\n");

describe.runIf(process.platform === "linux")("an engine of its own", starting, () => {
  test("that hangs is given up after its limit, and the next call has a new one", async () => {
    const { ask, pid } = await openHarbour();
    expect(inOneLine(await ask())).toBe("6 exact by TypeScript 7.0.2, complete");
    await freeze(pid());
    const begun = performance.now();
    expect(inOneLine(await ask())).toMatchInlineSnapshot();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(inOneLine(await ask())).toBe("6 exact by TypeScript 7.0.2, complete");
  });

  test("that panics whenever it starts is said to", async () => {
    const { ask } = await openHarbour({ ...fakeSpec("dies"), handles: typescriptServer.handles });
    expect(inOneLine(await ask())).toMatchInlineSnapshot();
  });
});
