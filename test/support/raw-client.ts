import {
  type ServerProcess,
  type ServerProcessOptions,
  startServerProcess,
} from "./server-process.ts";

/** A message the server wrote, as far as tests look into it. */
export interface RawMessage {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: {
    readonly [key: string]: unknown;
    readonly content?: readonly { readonly text: string }[];
    readonly isError?: boolean;
  };
  readonly error?: { readonly code: number; readonly message: string };
}

export interface RawClient extends ServerProcess {
  /** Writes a message as a line. */
  send(message: object): Promise<void>;
  /** Sends a request and waits for its answer. */
  request(id: string | number, method: string, params?: object): Promise<RawMessage>;
  /** The first message, also of those before, that fits. */
  waitFor(fits: (message: RawMessage) => boolean): Promise<RawMessage>;
  /** Every line the server wrote so far. */
  lines(): readonly string[];
}

/** Talks to the server line by line, also nonsense that no client would send. */
export function startRaw(root: string, options: ServerProcessOptions = {}): RawClient {
  const lines: string[] = [];
  const messages: RawMessage[] = [];
  const waiting = new Set<() => void>();
  const server = startServerProcess(
    root,
    (line) => {
      lines.push(line);
      const message: RawMessage = JSON.parse(line);
      messages.push(message);
      waiting.forEach((check) => check());
    },
    options,
  );

  async function waitFor(fits: (message: RawMessage) => boolean): Promise<RawMessage> {
    return await new Promise((resolve) => {
      const check = (): void => {
        const found = messages.find(fits);
        if (found !== undefined) {
          waiting.delete(check);
          resolve(found);
        }
      };
      waiting.add(check);
      check();
    });
  }

  const send = async (message: object): Promise<void> =>
    await server.write(`${JSON.stringify(message)}\n`);
  return {
    ...server,
    send,
    async request(id, method, params) {
      await send({ jsonrpc: "2.0", id, method, ...(params !== undefined && { params }) });
      return await waitFor((message) => message.id === id && message.method === undefined);
    },
    waitFor,
    lines: () => lines,
  };
}

/** What a client says first in the era before 2026-07-28. */
export function initializeParams(protocolVersion = "2025-11-25"): object {
  return { protocolVersion, capabilities: {}, clientInfo: { name: "raw", version: "0" } };
}

/** What a client of the era since 2026-07-28 says with every request. */
export const modernMeta = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
  "io.modelcontextprotocol/clientInfo": { name: "raw", version: "0" },
} as const;
