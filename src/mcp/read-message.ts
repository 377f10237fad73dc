import { parseJSONRPCMessage, type JSONRPCMessage } from "@modelcontextprotocol/server";
import { maxLineBytes } from "./line-splitter.ts";
import { findRequestId, idOf, type RequestId } from "./request-id.ts";

/** Why a line is no message, as JSON-RPC answers it; the id is null where none could be read. */
export interface Refusal {
  readonly id: RequestId | null;
  readonly code: -32700 | -32600 | -32022;
  readonly message: string;
  readonly data?: object;
}

/** The message of a line, a refusal, or undefined for a blank line. */
export function readMessage(
  line: Buffer,
): { readonly message: JSONRPCMessage } | { readonly refusal: Refusal } | undefined {
  const text = decode(line);
  if (text === undefined) {
    return {
      refusal: { id: null, code: -32700, message: "Parse error: the line is not valid UTF-8." },
    };
  }
  if (text.trim() === "") {
    return undefined;
  }
  const value = parseJson(text);
  if (value === undefined) {
    return {
      refusal: {
        id: null,
        code: -32700,
        message: "Parse error: the line is not valid JSON. Send one JSON-RPC message per line.",
      },
    };
  }
  const message = parseMessage(value);
  return message === undefined
    ? {
        refusal: {
          id: idOf(value),
          code: -32600,
          message:
            "Invalid request: the line is JSON but no JSON-RPC 2.0 message. Batches are not supported.",
        },
      }
    : { message };
}

/** The refusal of a line over the limit, of which both ends are known. */
export function refuseTooLong(head: Buffer, tail: Buffer, bytes: number): Refusal {
  const [size, limit] = [bytes, maxLineBytes].map((count) => count / 1024 / 1024);
  return {
    id: findRequestId(head.toString(), tail.toString()),
    code: -32600,
    message: `Invalid request: the message has ${size?.toFixed(1)} MB, the limit is ${limit} MB. Send less in one call.`,
  };
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
    // The schema's complaint lists every kind of message it is not.
    return undefined;
  }
}
