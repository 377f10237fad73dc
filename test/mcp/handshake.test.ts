import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as ClientOfV1 } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as TransportOfV1 } from "@modelcontextprotocol/sdk/client/stdio.js";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { instructions } from "../../src/mcp/instructions.ts";
import { mainFile } from "../support/package-root.ts";
import { initializeParams, startRaw } from "../support/raw-client.ts";
import { makeRepository } from "../support/repository.ts";
import { environment, startServer } from "../support/start-server.ts";

/** What the server says it can do. Its lists never change while it runs. */
const capabilities = {
  tools: { listChanged: false },
  resources: { listChanged: false },
  prompts: { listChanged: false },
  completions: {},
};

let root: string;

beforeAll(async () => {
  root = await makeRepository({ "src/cart.ts": "export class Cart {}\n" });
});

describe("the era that begins with initialize", () => {
  test.each(["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05", "2024-10-07"])(
    "speaks protocol %s and answers a call",
    async (version) => {
      const raw = startRaw(root);
      onTestFinished(() => raw.kill("SIGKILL"));
      const { result } = await raw.request(1, "initialize", initializeParams(version));
      expect(result).toEqual({
        protocolVersion: version,
        capabilities,
        serverInfo: {
          name: "repowright",
          title: "Repowright",
          version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        },
        instructions,
      });
      await raw.send({ jsonrpc: "2.0", method: "notifications/initialized" });
      const called = await raw.request(2, "tools/call", {
        name: "search_code",
        arguments: { pattern: "Cart" },
      });
      expect(called.result?.content?.[0]?.text).toContain("src/cart.ts");
    },
  );

  test("answers its newest version to a client from the future", async () => {
    const raw = startRaw(root);
    onTestFinished(() => raw.kill("SIGKILL"));
    const { result } = await raw.request(1, "initialize", initializeParams("2031-01-01"));
    expect(result?.["protocolVersion"]).toBe("2025-11-25");
  });

  test("serves the client of the older SDK, which checks structured content against the schema", async () => {
    const client = new ClientOfV1({ name: "older", version: "0" });
    await client.connect(
      new TransportOfV1({
        command: process.execPath,
        args: [mainFile, "--root", root],
        env: environment(),
      }),
    );
    onTestFinished(async () => await client.close());
    await client.listTools();
    expect(
      await client.callTool({ name: "find_symbols", arguments: { query: "Cart" } }),
    ).toMatchObject({ structuredContent: { total: 1 } });
    expect(client.getInstructions()).toBe(instructions);
  });
});

function meta(revision: string): object {
  return {
    "io.modelcontextprotocol/protocolVersion": revision,
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": { name: "raw", version: "0" },
  };
}

describe("the era since 2026-07-28", () => {
  test("serves a client without a handshake", async () => {
    const server = await startServer({ root, era: "modern" });
    onTestFinished(server.close);
    expect(await server.call("find_symbols", { query: "Cart" })).toMatchObject({
      structuredContent: { total: 1 },
    });
    expect(server.client.getInstructions()).toBe(instructions);
    expect(server.client.getServerCapabilities()).toEqual(capabilities);
  });

  test("serves a client that finds out the era by itself", async () => {
    const client = new Client(
      { name: "auto", version: "0" },
      { versionNegotiation: { mode: "auto" } },
    );
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [mainFile, "--root", root],
        env: environment(),
      }),
    );
    onTestFinished(async () => await client.close());
    expect(client.getNegotiatedProtocolVersion()).toBe("2026-07-28");
  });

  test("refuses a revision that nobody knows, also after others that it knows", async () => {
    const raw = startRaw(root);
    onTestFinished(() => raw.kill("SIGKILL"));
    await raw.request(1, "server/discover", { _meta: meta("2026-07-28") });
    expect(await raw.request(2, "tools/list", { _meta: meta("2099-01-01") })).toMatchObject({
      error: { code: -32_022, data: { supported: ["2026-07-28"], requested: "2099-01-01" } },
    });
    const listed = await raw.request(3, "tools/list", { _meta: meta("2026-07-28") });
    expect(listed.result).toHaveProperty("tools");
  });

  test("serves a client that asks for the new era and falls back to initialize in the same process", async () => {
    const raw = startRaw(root);
    onTestFinished(() => raw.kill("SIGKILL"));
    const discovered = await raw.request(1, "server/discover", { _meta: meta("2026-07-28") });
    expect(discovered.result?.["supportedVersions"]).toContain("2026-07-28");
    const initialized = await raw.request(2, "initialize", initializeParams());
    expect(initialized.result?.["protocolVersion"]).toBe("2025-11-25");
    const called = await raw.request(3, "tools/call", {
      name: "search_code",
      arguments: { pattern: "Cart" },
    });
    expect(called.result?.content?.[0]?.text).toContain("src/cart.ts");
  });
});

test("instructions are short enough for clients that repeat them with every tool", () => {
  expect(instructions.length).toBeLessThanOrEqual(500);
});
