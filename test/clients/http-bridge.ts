import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";

import { z } from "zod";

import { type RawClient, type RawMessage, startRaw } from "../support/raw-client.ts";

export interface HttpBridge {
  readonly url: string;
  close(): Promise<void>;
}

const message = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string(),
  params: z.looseObject({}).optional(),
});

/**
 * Our server behind the protocol's HTTP transport, as far as tests of what it answers need that: one process for
 * each session, one for all requests since 2026-07-28, which have none. Answers come as JSON, never as a stream.
 */
export async function startHttpBridge(root: string): Promise<HttpBridge> {
  const sessions = new Map<string, RawClient>();
  const stateless = startRaw(root);
  // A process serves the era of its first request but for probes.
  await stateless.request("open", "tools/list", { _meta: modern });
  let asked = 0;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") {
      end(request);
      response.writeHead(request.method === "DELETE" ? 200 : 405).end();
      return;
    }
    const { id, method, params } = message.parse(await json(request));
    const session = method === "initialize" ? open() : sessionOf(request);
    const raw = session === undefined ? stateless : sessions.get(session);
    if (raw === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (id === undefined) {
      await raw.send({ jsonrpc: "2.0", method, params });
      response.writeHead(202).end();
      return;
    }
    // Two clients may use the same id, and of the answer only that is ours.
    asked += 1;
    const answered = await raw.request(`bridge-${asked}`, method, params);
    response.writeHead(statusOf(answered), {
      "content-type": "application/json",
      ...(session !== undefined && { "mcp-session-id": session }),
    });
    response.end(JSON.stringify({ ...answered, id }));
  }

  function open(): string {
    const session = randomUUID();
    sessions.set(session, startRaw(root));
    return session;
  }

  function end(request: IncomingMessage): void {
    const session = request.method === "DELETE" ? sessionOf(request) : undefined;
    if (session !== undefined) {
      sessions.get(session)?.endInput();
      sessions.delete(session);
    }
  }

  return {
    url: `http://127.0.0.1:${port}/mcp`,
    async close() {
      [stateless, ...sessions.values()].forEach((raw) => raw.kill("SIGTERM"));
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const modern = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** The transport says of errors below the tools by HTTP's status, too. */
function statusOf({ error }: RawMessage): number {
  if (error === undefined) {
    return 200;
  }
  return error.code === -32601 ? 404 : 400;
}

function sessionOf({ headers }: IncomingMessage): string | undefined {
  return z.string().optional().parse(headers["mcp-session-id"]);
}
