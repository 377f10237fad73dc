import { type JSONRPCMessage, PROTOCOL_VERSION_META_KEY } from "@modelcontextprotocol/server";

import type { Refusal } from "./read-message.ts";

/** Revisions in which every request names its revision; older ones agree on it once, by initialize. */
const revisions = ["2026-07-28"];

/**
 * Refuses a request that names a revision of the protocol which is not served, as that revision asks of servers. The SDK
 * (2.4.0) compares the first request of a process only.
 */
export function checkRevision(message: JSONRPCMessage): Refusal | undefined {
  if (!("method" in message && "id" in message)) {
    return undefined;
  }
  const requested = message.params?.["_meta"]?.[PROTOCOL_VERSION_META_KEY];
  return typeof requested !== "string" || revisions.includes(requested)
    ? undefined
    : {
        id: message.id,
        code: -32022,
        message: `Unsupported protocol version: ${requested.slice(0, 40)}`,
        data: { supported: revisions, requested: requested.slice(0, 40) },
      };
}
