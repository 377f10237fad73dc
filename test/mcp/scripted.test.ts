import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { packageRoot } from "../support/package-root.ts";
import {
  initializeParams,
  startRaw,
  type RawClient,
  type RawMessage,
} from "../support/raw-client.ts";
import { startServer } from "../support/start-server.ts";

const program = join(packageRoot, "dist", "test", "support", "scripted-server.js");

async function startScripted(): Promise<RawClient> {
  const raw = startRaw(".", { program });
  onTestFinished(() => raw.kill("SIGKILL"));
  await raw.request("hello", "initialize", initializeParams());
  return raw;
}

function script(pattern: string, meta?: object): object {
  return {
    name: "search_code",
    arguments: { pattern },
    ...(meta !== undefined && { _meta: meta }),
  };
}

function textOf(message: RawMessage): string {
  return message.result?.content?.[0]?.text ?? "";
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

test("a cancelled call stops its work, gets no answer, and leaves the others alone", async () => {
  const raw = await startScripted();
  await raw.send({ jsonrpc: "2.0", id: "stop", method: "tools/call", params: script("wait") });
  await until(() => raw.stderr().includes("waiting"));
  await raw.send({
    jsonrpc: "2.0",
    method: "notifications/cancelled",
    params: { requestId: "stop", reason: "enough" },
  });
  await until(() => raw.stderr().includes("aborted"));
  expect(textOf(await raw.request("after", "tools/call", script("echo still here")))).toContain(
    "still here",
  );
  expect(raw.lines().some((line) => line.includes('"stop"'))).toBe(false);
});

test("an id may be used again after its call was cancelled, and not before", async () => {
  const raw = await startScripted();
  await raw.send({ jsonrpc: "2.0", id: 1, method: "tools/call", params: script("wait") });
  await until(() => raw.stderr().includes("waiting"));
  const refused = await raw.request(1, "tools/call", script("echo twice"));
  expect(refused.error).toEqual({
    code: -32600,
    message: "Invalid request: id 1 is still in use by a request without an answer.",
  });
  await raw.send({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 1 } });
  await until(() => raw.stderr().includes("aborted"));
  await raw.send({ jsonrpc: "2.0", id: 1, method: "tools/call", params: script("echo again") });
  expect(
    textOf(await raw.waitFor((message) => message.id === 1 && message.result !== undefined)),
  ).toContain("again");
});

test("progress comes for a token only: strictly increasing, at most four a second, none after the answer", async () => {
  const raw = await startScripted();
  const started = performance.now();
  await raw.request(1, "tools/call", script("progress 1000", { progressToken: "steps" }));
  const seconds = (performance.now() - started) / 1000;
  await raw.request(2, "tools/call", script("progress 10"));
  await new Promise((resolve) => {
    setTimeout(resolve, 400);
  });
  const reports = raw
    .lines()
    .map((line): RawMessage => JSON.parse(line))
    .filter(({ method }) => method === "notifications/progress");
  expect(reports.length).toBeGreaterThan(1);
  expect(reports.length).toBeLessThanOrEqual(Math.floor(seconds * 4) + 1);
  const values = reports.map(({ params }) => Number(params?.["progress"]));
  expect(values).toEqual([...new Set(values)].toSorted((left, right) => left - right));
  expect(reports[0]?.params).toEqual({
    progressToken: "steps",
    progress: 0,
    total: 100,
    message: "step 0",
  });
});

test.each(["legacy", "modern"] as const)(
  "the real client gets progress in the %s era",
  async (era) => {
    const server = await startServer({ root: ".", program, era });
    onTestFinished(server.close);
    const seen: number[] = [];
    await server.client.callTool(
      { name: "search_code", arguments: { pattern: "progress 600" } },
      { onprogress: ({ progress }) => seen.push(progress) },
    );
    expect(seen.length).toBeGreaterThan(1);
  },
);

test("our own bug is told as one, with the stack on stderr alone", async () => {
  const raw = await startScripted();
  const { result } = await raw.request(1, "tools/call", script("throw the shelf fell down"));
  expect(result).toEqual({
    content: [
      {
        type: "text",
        text: "INTERNAL_ERROR: search_code failed for a reason of its own: the shelf fell down Next: Retrying will not help; go on without this tool. The stack is in the server's stderr, for a bug report.",
      },
    ],
    isError: true,
  });
  expect(raw.stderr()).toMatch(/search_code failed: Error: the shelf fell down\n +at /);
});

test("an error nobody waits for is written to stderr and the server serves on", async () => {
  const raw = await startScripted();
  await raw.request(1, "tools/call", script("throw-later loose end"));
  await until(
    () =>
      raw.stderr().includes("Uncaught: Error: loose end") &&
      raw.stderr().includes("Unhandled: Error: loose end"),
  );
  expect(textOf(await raw.request(2, "tools/call", script("echo fine")))).toContain("fine");
});

test("a failure's control characters are written out and its text ends at 2,000 characters", async () => {
  const raw = await startScripted();
  const refused = await raw.request(
    1,
    "tools/call",
    script("refuse \u001B[31mred\u202E\u0007\nnext line"),
  );
  expect(textOf(refused)).toBe(
    "REFUSED: ⟨U+001B⟩[31mred⟨U+202E⟩⟨U+0007⟩\nnext line Next: Do something else.",
  );
  const long = await raw.request(2, "tools/call", {
    name: "read_code",
    arguments: { targets: ["x"] },
  });
  expect(textOf(long).length).toBe(2000);
  expect(textOf(long)).toMatch(/^NOT_FOUND: No file x+… Next: Look again\.$/);
});

test("what cannot be seen in an answer is written out and noted", async () => {
  const raw = await startScripted();
  const text = textOf(
    await raw.request(1, "tools/call", script("echo a\u001B[2Jb\u200Bc\u{E0041}d")),
  );
  expect(text).toContain("Note: a⟨U+001B⟩[2Jb⟨U+200B⟩c⟨U+E0041⟩d\n");
  expect(text).toMatch(/\n⟨U\+…⟩ stands for a character that cannot be seen, by its code point\.$/);
});

test("what is printed by mistake goes to stderr, not into the protocol", async () => {
  const raw = await startScripted();
  await raw.request(1, "tools/call", script("print oops"));
  await until(() => raw.stderr().split("oops").length === 3);
  expect(raw.lines().some((line) => line.includes("oops"))).toBe(false);
});

test("calls run side by side", async () => {
  const raw = await startScripted();
  await raw.send({
    jsonrpc: "2.0",
    id: "slow",
    method: "tools/call",
    params: script("progress 500"),
  });
  await raw.request("quick", "tools/call", script("echo first"));
  expect(raw.lines().some((line) => line.includes('"slow"'))).toBe(false);
  await raw.waitFor(({ id }) => id === "slow");
});
