import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder, writeFiles } from "../support/repository.ts";
import { startServer } from "../support/start-server.ts";

test("the server starts and lists its tools before the repository exists: nothing is read before the first call", async () => {
  const root = join(await temporaryFolder(), "later");
  const server = await startServer({ root, era: "legacy" });
  onTestFinished(server.close);
  const { tools } = await server.client.listTools();
  expect(tools.length).toBeGreaterThan(0);

  await writeFiles(root, { "src/basket.ts": "export class Basket {}\n" });
  expect(await server.callText("find_symbols", { query: "Basket" })).toContain("src/basket.ts:1");
});

test("a call for a repository that does not exist is refused with what to do, and the server lives", async () => {
  const root = join(await temporaryFolder(), "nowhere");
  const server = await startServer({ root });
  onTestFinished(server.close);
  const result = await server.call("find_symbols", { query: "Basket" });
  expect(result.isError).toBe(true);
  expect(await server.callText("find_symbols", { query: "Basket" })).toMatch(
    /^[A-Z_]+: .* Next: /s,
  );
  expect(await server.callText("find_symbols", { query: "Basket" })).not.toMatch(/^INTERNAL_ERROR/);
});

test("a repository deleted while serving is told, never answered from memory as if it were there", async () => {
  const root = join(await temporaryFolder(), "doomed");
  await writeFiles(root, { "src/basket.ts": "export class Basket {}\n" });
  const server = await startServer({ root });
  onTestFinished(server.close);
  expect(await server.callText("find_symbols", { query: "Basket" })).toContain("src/basket.ts");

  await rm(root, { recursive: true });
  expect(await server.callText("find_symbols", { query: "Basket" })).toMatch(
    /^[A-Z_]+: .* Next: /s,
  );
  expect(await server.callText("read_code", { targets: ["src/basket.ts"] })).toMatch(
    /^[A-Z_]+: .* Next: /s,
  );

  await writeFiles(root, { "src/basket.ts": "export class Basket {}\n" });
  expect(await server.callText("find_symbols", { query: "Basket" })).toContain("src/basket.ts");
});
