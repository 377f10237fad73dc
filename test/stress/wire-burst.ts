import { initializeParams, modernMeta } from "../support/raw-client.ts";
import type { Random } from "./property-random.ts";
import {
  lineOf,
  methods,
  notifications,
  request,
  textOf,
  toolCall,
  wrongArguments,
} from "./wire-requests.ts";
import { anyValue, deepText, nearly } from "./wire-values.ts";

/** Bytes for the server, and what has to come of them. */
export interface Burst {
  readonly kind: string;
  /** Written one after the other. */
  readonly pieces: readonly Buffer[];
  /** Ids of requests that are well-formed and asked once: each has exactly one answer. */
  readonly asks: readonly string[];
  /** How many refusals without an id must come of it at least. */
  readonly refusals: number;
}

/** @param number which makes ids that no other burst has */
export function randomBurst(random: Random, number: number): Burst {
  const [kind, make] = random.pick(kinds);
  const { pieces, asks = [], refusals = 0 } = make(random, `b${number}`);
  return {
    kind,
    pieces: pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece)),
    asks,
    refusals,
  };
}

interface Draft {
  readonly pieces: readonly (string | Buffer)[];
  readonly asks?: readonly string[];
  readonly refusals?: number;
}

type Kind = readonly [name: string, make: (random: Random, id: string) => Draft];

const kinds: readonly [Kind, ...Kind[]] = [
  ["random bytes", (random) => ({ pieces: [Buffer.from(bytesOf(random)), "\n"] })],
  [
    "a line cut off",
    (random, id) => ({
      pieces: [`${textOf(request(random, id)).slice(0, -1 - random.below(20))}\n`],
      refusals: 1,
    }),
  ],
  [
    "two messages in one line",
    (random, id) => ({
      pieces: [`${textOf(request(random, id))}${textOf(request(random, id))}\n`],
      refusals: 1,
    }),
  ],
  [
    "bytes changed",
    (random, id) => ({ pieces: [changed(Buffer.from(textOf(request(random, id))), random), "\n"] }),
  ],
  [
    "invalid UTF-8",
    (random, id) => {
      const line = Buffer.from(lineOf({ ...request(random, id), note: "xx" }));
      line.set(random.pick([[0xff], [0xc3], [0xc0, 0xaf], [0xed, 0xa0]]), line.lastIndexOf("xx"));
      return { pieces: [line], refusals: 1 };
    },
  ],
  [
    "a message in pieces",
    (random, id) => {
      const line = Buffer.from(lineOf(request(random, id)));
      const cuts = [random.below(line.length), random.below(line.length)].toSorted((a, b) => a - b);
      const [first = 0, second = 0] = cuts;
      return {
        pieces: [line.subarray(0, first), line.subarray(first, second), line.subarray(second)],
        asks: [id],
      };
    },
  ],
  [
    "several lines in one write",
    (random, id) => {
      const ids = Array.from({ length: 2 + random.below(6) }, (_, at) => `${id}-${at}`);
      return { pieces: [ids.map((one) => lineOf(request(random, one))).join("")], asks: ids };
    },
  ],
  ["the same line twice", (random, id) => ({ pieces: [lineOf(request(random, id)).repeat(2)] })],
  [
    "blanks around",
    (random, id) => ({
      pieces: [`\r\n \n\t${textOf(request(random, id))} \t\r\n\n`],
      asks: [id],
    }),
  ],
  [
    "a byte order mark, separators, zeros",
    (random, id) => ({
      pieces: [
        random.pick(["\uFEFF", "\u2028", "\0", "\u001E"]),
        `${textOf(request(random, id))}\n`,
      ],
    }),
  ],
  [
    "deep nesting",
    (random, id) => ({
      pieces: [
        `{"jsonrpc":"2.0","id":"${id}","method":"tools/call","params":{"name":"search_code","arguments":{"pattern":${deepText(random)}}}}\n`,
      ],
    }),
  ],
  ["deep nesting at the top", (random) => ({ pieces: [`${deepText(random)}\n`] })],
  [
    "a huge line",
    (random, id) => {
      const size = random.pick([100_000, 1_000_000, 11 * 1024 * 1024]);
      const pattern = random.pick(["x", "[", '\\"', "\u00E9"]).repeat(size);
      const line = `{"jsonrpc":"2.0","id":"${id}","method":"tools/call","params":{"name":"search_code","arguments":{"pattern":"${pattern}"}}}\n`;
      return { pieces: random.once(4) ? [line] : [lineOf(request(random, id))], asks: [id] };
    },
  ],
  [
    "wrong types in the message",
    (random, id) => {
      const field = random.pick(["jsonrpc", "id", "method", "params", "result", "error", "note"]);
      return { pieces: [lineOf({ ...request(random, id), [field]: anyValue(random) })] };
    },
  ],
  [
    "wrong types in the parameters",
    (random, id) => {
      const { params = {}, ...rest } = request(random, id);
      const field = random.pickFrom(["name", "arguments", "_meta", ...Object.keys(params)]) ?? "x";
      return { pieces: [lineOf({ ...rest, params: { ...params, [field]: anyValue(random) } })] };
    },
  ],
  [
    "wrong arguments",
    (random, id) => ({ pieces: [lineOf(toolCall(id, wrongArguments(random)))], asks: [id] }),
  ],
  [
    "an unknown method",
    (random, id) => ({
      pieces: [lineOf({ jsonrpc: "2.0", id, method: nearly(random.pick(methods), random) })],
      asks: [id],
    }),
  ],
  [
    "an id of any type",
    (random, id) => ({ pieces: [lineOf({ ...request(random, id), id: anyValue(random) })] }),
  ],
  ["a batch", (random, id) => ({ pieces: [lineOf([request(random, id)])], refusals: 1 })],
  [
    "a notification",
    (random) => ({
      pieces: [
        lineOf({
          jsonrpc: "2.0",
          method: random.pick(notifications),
          params: random.pick<object>([
            {},
            { requestId: anyValue(random) },
            { progressToken: anyValue(random), progress: anyValue(random) },
          ]),
        }),
      ],
    }),
  ],
  [
    "a request that is cancelled",
    (random, id) => {
      const cancel = { jsonrpc: "2.0", method: notifications[0], params: { requestId: id } };
      return { pieces: [lineOf(request(random, id)), lineOf(cancel), lineOf(cancel)] };
    },
  ],
  [
    "an answer to nothing",
    (random, id) => ({
      pieces: [
        lineOf({ jsonrpc: "2.0", id, [random.pick(["result", "error"])]: anyValue(random) }),
      ],
    }),
  ],
  [
    "any method with anything",
    (random, id) => ({
      pieces: [
        lineOf({ jsonrpc: "2.0", id, method: random.pick(methods), params: anyValue(random) }),
      ],
    }),
  ],
  [
    "the other era",
    (random, id) => ({
      pieces: [
        lineOf(
          random.pick([
            { jsonrpc: "2.0", id, method: "initialize", params: initializeParams() },
            { jsonrpc: "2.0", id, method: "server/discover", params: { _meta: modernMeta } },
            { jsonrpc: "2.0", id, method: "tools/list", params: { _meta: modernMeta } },
            {
              jsonrpc: "2.0",
              id,
              method: "tools/list",
              params: {
                _meta: { ...modernMeta, [Object.keys(modernMeta)[0] ?? ""]: "1999-01-01" },
              },
            },
          ]),
        ),
      ],
    }),
  ],
];

function bytesOf(random: Random): readonly number[] {
  return Array.from({ length: random.below(2000) }, () => random.below(256));
}

function changed(bytes: Buffer, random: Random): Buffer {
  for (let count = 1 + random.below(8); count > 0; count -= 1) {
    bytes[random.below(bytes.length)] = random.below(256);
  }
  return bytes;
}
