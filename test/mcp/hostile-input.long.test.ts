import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { initializeParams, startRaw, type RawClient } from "../support/raw-client.ts";
import { makeRepository } from "../support/repository.ts";

const megabyte = 1024 * 1024;
let root: string;

beforeAll(async () => {
  root = await makeRepository({ "src/cart.ts": "export class Cart {}\n" });
});

async function startInitialized(): Promise<RawClient> {
  const raw = startRaw(root);
  onTestFinished(() => raw.kill("SIGKILL"));
  await raw.request("hello", "initialize", initializeParams());
  await raw.send({ jsonrpc: "2.0", method: "notifications/initialized" });
  return raw;
}

/** What the server answers to a call when it is well. */
async function callAgain(raw: RawClient): Promise<string | undefined> {
  const { result } = await raw.request("alive", "tools/call", {
    name: "search_code",
    arguments: { pattern: "Cart" },
  });
  return result?.content?.[0]?.text;
}

test.each([
  ["a line that is not JSON", Buffer.from("what?\n"), -32700, null],
  ["half of a message", Buffer.from('{"jsonrpc":"2.0","id":7,\n'), -32700, null],
  [
    "invalid UTF-8",
    Buffer.concat([
      Buffer.from('{"jsonrpc":"2.0","id":7,"method":"ping","params":{"x":"'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('"}}\n'),
    ]),
    -32700,
    null,
  ],
  ["JSON that is no message", Buffer.from('{"id":7,"hello":"world"}\n'), -32600, 7],
  ["a bare value", Buffer.from("42\n"), -32600, null],
  ["a batch", Buffer.from('[{"jsonrpc":"2.0","id":7,"method":"ping"}]\n'), -32600, null],
  [
    "a wrong version",
    Buffer.from('{"jsonrpc":"1.0","id":"seven","method":"ping"}\n'),
    -32600,
    "seven",
  ],
])("%s is answered with an error and the server lives", async (_name, bytes, code, id) => {
  const raw = await startInitialized();
  await raw.write(bytes);
  const { error } = await raw.waitFor(
    (message) => message.error !== undefined && message.id === id,
  );
  expect(error?.code).toBe(code);
  expect(await callAgain(raw)).toContain("src/cart.ts");
});

test("blank lines and carriage returns are no messages", async () => {
  const raw = await startInitialized();
  const before = raw.lines().length;
  await raw.write('\n\r\n  \n{"jsonrpc":"2.0","id":"ping","method":"ping"}\r\n');
  await raw.waitFor((message) => message.id === "ping");
  expect(raw.lines().length).toBe(before + 1);
});

test("a message may come in pieces and several in one", async () => {
  const raw = await startInitialized();
  for (const piece of [
    '{"jsonrpc":"2.0","id":"a","me',
    'thod":"ping"}\n{"jsonrpc":"2.0","id":"b","method":"ping"}\n{"jsonrpc',
    '":"2.0","id":"c","method":"ping"}\n',
  ]) {
    await raw.write(piece);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  const answers = await Promise.all(
    ["a", "b", "c"].map(async (id) => await raw.waitFor((message) => message.id === id)),
  );
  expect(answers.map(({ result }) => result)).toEqual([{}, {}, {}]);
});

describe("an argument of 100 MB", () => {
  test.each([
    [
      "first",
      (filler: string) =>
        `{"jsonrpc":"2.0","id":"big","method":"tools/call","params":{"name":"search_code","arguments":{"pattern":"${filler}"}}}\n`,
      "big",
    ],
    [
      "last",
      (filler: string) =>
        `{"method":"tools/call","params":{"name":"search_code","arguments":{"pattern":"${filler}"}},"jsonrpc":"2.0","id":77}\n`,
      77,
    ],
    [
      "in the middle",
      (filler: string) =>
        `{"jsonrpc":"2.0","params":{"x":"${filler}"},"id":5,"method":"ping","params2":{"id":6}}\n`,
      null,
    ],
  ])(
    "is refused by its id where that stands %s, and the server lives",
    async (_where, line, id) => {
      const raw = await startInitialized();
      await raw.write(line("x".repeat(100 * megabyte)));
      const { error } = await raw.waitFor(
        (message) => message.error !== undefined && message.id === id,
      );
      expect(error).toEqual({
        code: -32600,
        message:
          "Invalid request: the message has 100.0 MB, the limit is 10 MB. Send less in one call.",
      });
      expect(await callAgain(raw)).toContain("src/cart.ts");
    },
  );
});

test("an argument of 9 MB reaches the tool and is refused in a few words", async () => {
  const raw = await startInitialized();
  const { result } = await raw.request(9, "tools/call", {
    name: "search_code",
    arguments: { pattern: "x".repeat(9 * megabyte) },
  });
  expect(result?.isError).toBe(true);
  expect(result?.content?.[0]?.text).toMatch(
    /^INVALID_ARGUMENTS: `pattern` must have at most 10000 characters, got "x+" … \(9437184 characters\)\. Next: /,
  );
});

test("arguments nested 100,000 deep are refused and the server lives", async () => {
  const raw = await startInitialized();
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  await raw.write(
    `{"jsonrpc":"2.0","id":"deep","method":"tools/call","params":{"name":"search_code","arguments":{"pattern":${deep}}}}\n`,
  );
  const answer = await raw.waitFor((message) => message.id === "deep");
  expect(answer.result?.isError === true || answer.error !== undefined).toBe(true);
  expect(await callAgain(raw)).toContain("src/cart.ts");
});

test("a field named __proto__ changes nothing", async () => {
  const raw = await startInitialized();
  await raw.write(
    '{"jsonrpc":"2.0","id":"proto","method":"tools/call","params":{"name":"search_code","arguments":{"pattern":"Cart","__proto__":{"pattern":"Nothing"}}}}\n',
  );
  const { result } = await raw.waitFor((message) => message.id === "proto");
  expect(result?.content?.[0]?.text).toContain("src/cart.ts");
});

test("notifications about requests nobody made are ignored", async () => {
  const raw = await startInitialized();
  await raw.send({
    jsonrpc: "2.0",
    method: "notifications/cancelled",
    params: { requestId: 12_345, reason: "no" },
  });
  await raw.send({ jsonrpc: "2.0", method: "notifications/cancelled", params: {} });
  await raw.send({
    jsonrpc: "2.0",
    method: "notifications/progress",
    params: { progressToken: "none", progress: 1 },
  });
  await raw.send({ jsonrpc: "2.0", method: "notifications/unheard_of" });
  await raw.send({ jsonrpc: "2.0", id: 99, result: {} });
  expect(await callAgain(raw)).toContain("src/cart.ts");
});

test.each([
  ["an array", []],
  ["a text", "Cart"],
  ["null", null],
])("arguments that are %s are a protocol error", async (_name, given) => {
  const raw = await startInitialized();
  const { error } = await raw.request(6, "tools/call", { name: "search_code", arguments: given });
  expect(error).toMatchObject({ code: -32602, message: expect.stringContaining("arguments") });
  expect(await callAgain(raw)).toContain("src/cart.ts");
});

test("an unknown method is answered with method not found", async () => {
  const raw = await startInitialized();
  expect((await raw.request(4, "tools/forget")).error?.code).toBe(-32601);
});

test("nothing but protocol is on stdout", async () => {
  const raw = await startInitialized();
  await raw.write("nonsense\n");
  expect(await callAgain(raw)).toContain("src/cart.ts");
  for (const line of raw.lines()) {
    expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
  }
});
