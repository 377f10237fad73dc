import {
  parseJSONRPCMessage,
  type JSONRPCMessage,
  type Transport,
} from "@modelcontextprotocol/server";
import { maxLineBytes, splitLines } from "./line-splitter.ts";
import { findRequestId, type RequestId } from "./request-id.ts";

export interface Wire {
  readonly transport: Transport;
  /** Settles when the input has ended or the output is broken: the client has left. */
  readonly ended: Promise<void>;
}

/**
 * The protocol over lines of two streams. In place of the SDK's own stdio transport, which ends the whole
 * connection at a line of 10 MB and drops a line it cannot read without a word: here each gets an answer
 * and the server lives on.
 */
export function openWire(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Wire {
  /** Requests without an answer yet; the SDK loses track of the first of two with one id. */
  const open = new Set<RequestId>();
  let closed = false;
  const feed = splitLines({ line: receive, tooLong: refuseTooLong });

  const transport: Transport = {
    async start() {
      input.on("data", onData);
      await Promise.resolve();
    },
    async send(message) {
      if ("id" in message && message.id !== undefined && !("method" in message)) {
        open.delete(message.id);
      }
      await write(message);
    },
    async close() {
      if (!closed) {
        closed = true;
        input.off("data", onData).pause();
        transport.onclose?.();
      }
      await Promise.resolve();
    },
  };
  const ended = new Promise<void>((resolve) => {
    for (const event of ["end", "close", "error"]) {
      input.on(event, () => resolve());
    }
    output.on("error", () => resolve());
  });
  return { transport, ended };

  function onData(chunk: Buffer | string): void {
    feed(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  }

  function receive(bytes: Buffer): void {
    const text = decode(bytes);
    if (text === undefined) {
      refuse(null, -32700, "Parse error: the line is not valid UTF-8.");
      return;
    }
    if (text.trim() === "") {
      return;
    }
    const value = parseJson(text);
    if (value === undefined) {
      refuse(
        null,
        -32700,
        "Parse error: the line is not valid JSON. Send one JSON-RPC message per line.",
      );
      return;
    }
    const message = parseMessage(value);
    if (message === undefined) {
      refuse(
        idOf(value),
        -32600,
        "Invalid request: the line is JSON but no JSON-RPC 2.0 message. Batches are not supported.",
      );
      return;
    }
    if ("method" in message && "id" in message) {
      if (open.has(message.id)) {
        refuse(
          message.id,
          -32600,
          `Invalid request: id ${JSON.stringify(message.id)} is still in use by a request without an answer.`,
        );
        return;
      }
      open.add(message.id);
    } else if ("method" in message && message.method === "notifications/cancelled") {
      const cancelled = idOf({ id: message.params?.["requestId"] });
      if (cancelled !== null) {
        open.delete(cancelled);
      }
    }
    transport.onmessage?.(message);
  }

  function refuseTooLong(head: Buffer, tail: Buffer, length: number): void {
    const megabytes = (length / 1024 / 1024).toFixed(1);
    const limit = maxLineBytes / 1024 / 1024;
    refuse(
      findRequestId(head.toString(), tail.toString()),
      -32600,
      `Invalid request: the message has ${megabytes} MB, the limit is ${limit} MB. Send less in one call.`,
    );
  }

  function refuse(id: RequestId | null, code: number, message: string): void {
    // JSON-RPC asks for a null id where none could be read; the SDK's type has no such message.
    write({ jsonrpc: "2.0", id, error: { code, message } }).catch((error: Error) =>
      transport.onerror?.(error),
    );
  }

  async function write(message: object): Promise<void> {
    if (closed) {
      throw new Error("The connection is closed.");
    }
    await new Promise<void>((resolve, reject) => {
      output.write(`${JSON.stringify(message)}\n`, (error) => (error ? reject(error) : resolve()));
    });
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    // A decoding failure says nothing beyond that it is one.
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // V8's message would quote the line, which may be anything.
    return undefined;
  }
}

function parseMessage(value: unknown): JSONRPCMessage | undefined {
  try {
    return parseJSONRPCMessage(value);
  } catch {
    return undefined;
  }
}

function idOf(value: unknown): RequestId | null {
  const id: unknown =
    typeof value === "object" && value !== null ? Reflect.get(value, "id") : undefined;
  return typeof id === "string" || typeof id === "number" ? id : null;
}
