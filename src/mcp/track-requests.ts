import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import type { Refusal } from "./read-message.ts";
import { idOf, type RequestId } from "./request-id.ts";

/**
 * Knows which requests have no answer yet, and refuses a second one with the id of such a one: the SDK would
 * run both and could cancel only one of them, and the client could not tell the answers apart.
 */
export function trackRequests(): {
  /** To be told of every message that came in. */
  readonly received: (message: JSONRPCMessage) => Refusal | undefined;
  /** To be told of every message that goes out. */
  readonly sent: (message: JSONRPCMessage) => void;
} {
  const open = new Set<RequestId>();
  return {
    received(message) {
      if (!("method" in message)) {
        return undefined;
      }
      if (!("id" in message)) {
        if (message.method === "notifications/cancelled") {
          // A cancelled request gets no answer, so its id is free again.
          close(idOf({ id: message.params?.["requestId"] }));
        }
        return undefined;
      }
      if (open.has(message.id)) {
        const id = JSON.stringify(message.id);
        return {
          id: message.id,
          code: -32600,
          message: `Invalid request: id ${id} is still in use by a request without an answer.`,
        };
      }
      open.add(message.id);
      return undefined;
    },
    sent(message) {
      if (!("method" in message)) {
        close(message.id ?? null);
      }
    },
  };

  function close(id: RequestId | null): void {
    if (id !== null) {
      open.delete(id);
    }
  }
}
