import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { describe, expect, test } from "vitest";
import { ReferencesRequest } from "vscode-languageserver-protocol";
import type { LanguageClient } from "../../src/engines/language-client.ts";
import { typescriptServer } from "../../src/engines/typescript-server.ts";
import { freeze, isAlive, until } from "../support/processes.ts";
import { makeRepository, writeFiles } from "../support/repository.ts";
import { closeMs, open, taskOf, type Opening } from "./support.ts";

const till = "export function ring(total: number): string {\n  return `${total} €`;\n}\n";
const cart = 'import { ring } from "./till.ts";\n\nexport const receipt = ring(3);\nring(4);\n';

/** A shop of two files, both open. Tells the places that name `ring`, as `file:line`. */
async function openShop(
  options: Omit<Opening, "root" | "spec"> = {},
): Promise<LanguageClient & { readonly root: string; findRing: () => Promise<string[]> }> {
  const root = await makeRepository({
    "tsconfig.json": JSON.stringify({ compilerOptions: { allowImportingTsExtensions: true } }),
    "till.ts": till,
    "cart.ts": cart,
  });
  const client = open({ root, spec: typescriptServer, ...options });
  const uri = pathToFileURL(join(root, "till.ts")).href;
  client.openDocument({ uri, languageId: "typescript", text: till });

  async function findRing(): Promise<string[]> {
    const answer = await client.request(
      ReferencesRequest.type,
      {
        textDocument: { uri },
        position: { line: 0, character: 16 },
        context: { includeDeclaration: true },
      },
      taskOf(),
    );
    return (answer ?? [])
      .map((place) => `${place.uri.split("/").at(-1)}:${place.range.start.line + 1}`)
      .toSorted();
  }

  return Object.assign(client, { root, findRing });
}

const rings = ["cart.ts:1", "cart.ts:3", "cart.ts:4", "till.ts:1"];

describe.concurrent("with the TypeScript server", () => {
  test("a request starts the server and is answered", async () => {
    const shop = await openShop();
    expect([shop.state(), shop.runs, shop.pid]).toEqual(["stopped", 0, undefined]);
    expect(await shop.findRing()).toEqual(rings);
    expect([shop.state(), shop.runs]).toEqual(["running", 1]);
    expect(shop.version).toMatch(/^7\./u);
  });

  test("documents as they are edited count, not files", async () => {
    const shop = await openShop();
    await shop.findRing();
    const uri = pathToFileURL(join(shop.root, "cart.ts")).href;
    const first = shop.openDocument({ uri, languageId: "typescript", text: cart });
    const second = shop.changeDocument(uri, `${cart}ring(5);\n`);
    expect(second).toBeGreaterThan(first);
    expect(await shop.findRing()).toEqual([...rings.slice(0, 3), "cart.ts:5", "till.ts:1"]);
    shop.closeDocument(uri);
    expect(shop.hasDocument(uri)).toBe(false);
    expect(await shop.findRing()).toEqual(rings);
  });

  test("killed while it works, it is started once more with its documents, and answers", async () => {
    const shop = await openShop();
    await shop.findRing();
    const uri = pathToFileURL(join(shop.root, "cart.ts")).href;
    shop.openDocument({ uri, languageId: "typescript", text: "" });
    const pid = shop.pid ?? 0;
    await freeze(pid);
    const answer = shop.findRing();
    shop.changeDocument(uri, cart.replaceAll("ring(4)", "ring"));
    process.kill(pid, "SIGKILL");
    expect(await answer).toEqual(rings);
    expect([shop.runs, shop.pid === pid]).toEqual([2, false]);
  });

  test("stopped by a signal, it is given up at the limit, and the next call works", async () => {
    const shop = await openShop();
    await shop.findRing();
    const pid = shop.pid ?? 0;
    await freeze(pid);
    const begun = performance.now();
    const hanging = shop.request("custom/whatever", {}, taskOf(), 200);
    await expect(hanging).rejects.toMatchObject({
      code: "ENGINE_TIMEOUT",
      message: "TypeScript did not answer custom/whatever within 0.2 s and was stopped.",
    });
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(await shop.findRing()).toEqual(rings);
    await until(() => !isAlive(pid));
  });

  test("with more memory than it may have, it is ended and the call says so", async () => {
    const shop = await openShop({ memoryBytes: 1024 * 1024 });
    await expect(shop.findRing()).rejects.toMatchObject({
      code: "ENGINE_OUT_OF_MEMORY",
      message: expect.stringMatching(
        /^TypeScript took \d+ MB of memory, more than the 1 MB it may, and was stopped\.$/u,
      ),
      next: "Narrow the question, or have the server started with a larger --engine-memory MB.",
    });
    expect([shop.runs, shop.state()]).toEqual([1, "stopped"]);
  });

  test("idle, it is stopped, and the next call finds the same documents", async () => {
    const shop = await openShop({ idleMs: 50 });
    await shop.findRing();
    const { pid } = shop;
    await until(() => shop.state() === "stopped" && !isAlive(pid));
    expect(await shop.findRing()).toEqual(rings);
    expect(shop.runs).toBe(2);
  });

  test("what changed on disk is told", async () => {
    const shop = await openShop();
    await shop.findRing();
    await writeFiles(shop.root, { "cart.ts": "", "drawer.ts": cart });
    shop.filesChanged([
      { path: "cart.ts", change: "changed" },
      { path: join(shop.root, "drawer.ts"), change: "created" },
    ]);
    expect(await shop.findRing()).toEqual([
      "drawer.ts:1",
      "drawer.ts:3",
      "drawer.ts:4",
      "till.ts:1",
    ]);
  });

  test("an aborted call rejects at once, and the server goes on", async () => {
    const shop = await openShop({ cancelMs: 5000 });
    await shop.findRing();
    const { pid } = shop;
    await freeze(pid);
    const cancel = new AbortController();
    const hanging = shop.request("custom/whatever", {}, taskOf(cancel.signal));
    cancel.abort();
    await expect(hanging).rejects.toBe(cancel.signal.reason);
    process.kill(pid ?? 0, "SIGCONT");
    expect(await shop.findRing()).toEqual(rings);
    expect(shop.pid).toBe(pid);
  });

  test("an error it answers is an error, not an empty answer", async () => {
    const shop = await openShop();
    await expect(shop.request("shop/unheard", {}, taskOf())).rejects.toMatchObject({
      code: "ENGINE_FAILED",
    });
  });

  test.each(["running", "stopped by a signal"])("close leaves no process: %s", async (how) => {
    const shop = await openShop();
    await shop.findRing();
    const pid = shop.pid ?? 0;
    if (how !== "running") {
      await freeze(pid);
    }
    const begun = performance.now();
    const pending = shop.request("custom/whatever", {}, taskOf()).catch((error: unknown) => error);
    await shop.close();
    expect(performance.now() - begun).toBeLessThan(closeMs);
    expect(isAlive(pid)).toBe(false);
    expect(await pending).toMatchObject({
      code: expect.stringMatching(/^ENGINE_(CLOSED|FAILED)$/u),
    });
    await expect(shop.findRing()).rejects.toMatchObject({ code: "ENGINE_CLOSED" });
  });
});
