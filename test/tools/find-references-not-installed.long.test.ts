import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { makeRepository } from "../support/repository.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

interface References {
  readonly references: readonly { readonly path: string; readonly line: number }[];
  readonly complete: boolean;
}

/** Two packages that are built with project references, and a project for the tests of both. Nothing is installed. */
const files = {
  "package.json": JSON.stringify({ name: "reef", private: true, workspaces: ["packages/*"] }),
  "tsconfig.base.json": config({ composite: true }),
  "tsconfig.json": JSON.stringify({ files: [], references: [{ path: "tsconfig.tests.json" }] }),
  "tsconfig.packages.json": JSON.stringify({
    files: [],
    references: [{ path: "packages/tides" }, { path: "packages/boats" }],
  }),
  "tsconfig.tests.json": JSON.stringify({
    extends: "./tsconfig.base.json",
    include: ["packages/*/checks"],
    references: [{ path: "tsconfig.packages.json" }],
    compilerOptions: { noEmit: true },
  }),
  "packages/tides/package.json": manifest("@reef/tides", {}),
  "packages/tides/tsconfig.json": packageConfig([]),
  "packages/tides/src/Tide.ts": `export interface Tide {
  readonly height: number;
}

export const identity = <T>(value: T): T => value;
`,
  "packages/boats/package.json": manifest("@reef/boats", { "@reef/tides": "workspace:^" }),
  "packages/boats/tsconfig.json": packageConfig([{ path: "../tides" }]),
  "packages/boats/src/Harbour.ts": `import { identity, type Tide } from "@reef/tides/Tide";

interface Mooring {
  readonly draught: number;
}

export const highest = (all: readonly Tide[]) => all.map((tide) => tide)[0];

export const mooring = identity<Mooring>({ draught: 2 });
`,
  "packages/boats/checks/Harbour.check.ts": `import { highest, mooring } from "@reef/boats/Harbour";

export const checked = [highest([])?.height === undefined, mooring.draught === 2];
`,
};

function config(options: object): string {
  const compilerOptions = {
    target: "es2022",
    lib: ["es2022"],
    types: [],
    strict: true,
    module: "esnext",
    moduleResolution: "bundler",
    ...options,
  };
  return JSON.stringify({ include: [], compilerOptions });
}

function packageConfig(references: readonly object[]): string {
  return JSON.stringify({ extends: "../../tsconfig.base.json", include: ["src"], references });
}

function manifest(name: string, dependencies: object): string {
  return JSON.stringify({
    name,
    version: "1.0.0",
    type: "module",
    exports: { "./*": "./src/*.ts" },
    dependencies,
  });
}

describe("find_references where packages reference each other and nothing is installed", () => {
  let server: StartedServer;

  beforeAll(async () => {
    server = await startServer({ root: await makeRepository(files) });
  }, 60_000);

  afterAll(async () => {
    await server.close();
  });

  async function ask(symbol: string): Promise<string[]> {
    const result = await server.call("find_references", { symbol });
    // The schema of the tool says so, and the client has checked it.
    const { references, complete } = result.structuredContent as References;
    return [`complete ${complete}`, ...references.map(({ path, line }) => `${path}:${line}`)];
  }

  it("follows the imports of a referenced project's files", { timeout: 60_000 }, async () => {
    expect(await ask("packages/tides/src/Tide.ts#Tide.height")).toEqual([
      "complete true",
      "packages/tides/src/Tide.ts:2",
      "packages/boats/checks/Harbour.check.ts:3",
    ]);
  });

  it("asks in the file's own project where another one holds it, too", async () => {
    expect(await ask("packages/boats/src/Harbour.ts#Mooring.draught")).toEqual([
      "complete true",
      "packages/boats/src/Harbour.ts:4",
      "packages/boats/src/Harbour.ts:9",
      "packages/boats/checks/Harbour.check.ts:3",
    ]);
  });
});
