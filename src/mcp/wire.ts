import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/server";
import { checkRevision } from "./check-revision.ts";
import { splitLines } from "./line-splitter.ts";
import { readMessage, refuseTooLong, type Refusal } from "./read-message.ts";
import { trackRequests } from "./track-requests.ts";

export interface Wire {
  readonly transport: Transport;
  /** Settles when the input has ended or the output is broken: the client has left. */
  readonly ended: Promise<void>;
}

/**
 * The protocol over lines of two streams. In place of the SDK's own stdio transport, which ends the whole
 * connection at 10 MB without a line end and drops a line it cannot read without a word: here each gets
 * an answer and the server lives on.
 */
export function openWire(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Wire {
  const requests = trackRequests();
  let closed = false;
  const feed = splitLines({
    line: (bytes) => {
      const read = readMessage(bytes);
      if (read !== undefined) {
        const refusal =
          "refusal" in read
            ? read.refusal
            : (checkRevision(read.message) ?? requests.received(read.message));
        if (refusal !== undefined) {
          refuse(refusal);
        } else if ("message" in read) {
          transport.onmessage?.(read.message);
        }
      }
    },
    tooLong: (head, tail, length) => refuse(refuseTooLong(head, tail, length)),
  });
  const onData = (chunk: Buffer | string): void =>
    feed(typeof chunk === "string" ? Buffer.from(chunk) : chunk);

  const transport: Transport = {
    async start() {
      input.on("data", onData);
      await Promise.resolve();
    },
    async send(message: JSONRPCMessage) {
      requests.sent(message);
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

  function refuse({ id, ...reason }: Refusal): void {
    // The SDK's type has no message with a null id, which JSON-RPC asks for.
    write({ jsonrpc: "2.0", id, error: reason }).catch((error: Error) =>
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
