import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

import { parseCommand } from "../../src/cli/parse-command.ts";
import { packageRoot } from "../support/package-root.ts";

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(packageRoot, name), "utf8"));
}

/** What the registry asks of an entry beyond its schema: it compares these with the package that npm has. */
test("the registry's entry names this package in this version, and options that there are", async () => {
  const manifest = packageJson.parse(await readJson("package.json"));
  const entry = serverJson.parse(await readJson("server.json"));
  expect(entry.name).toBe(manifest.mcpName);
  expect(entry.name).toMatch(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/u);
  expect(entry.description.length).toBeLessThanOrEqual(100);
  const [{ packageArguments, ...named }] = entry.packages;
  expect([entry.version, named]).toEqual([
    manifest.version,
    { identifier: manifest.name, version: manifest.version },
  ]);
  for (const { name } of packageArguments) {
    expect(() => parseCommand([name, "off"])).not.toThrow();
  }
});

const packageJson = z.object({ name: z.string(), version: z.string(), mcpName: z.string() });

const serverJson = z.object({
  name: z.string(),
  description: z.string(),
  version: z.string(),
  packages: z.tuple([
    z.object({
      identifier: z.string(),
      version: z.string(),
      packageArguments: z.array(z.object({ name: z.string() })),
    }),
  ]),
});
