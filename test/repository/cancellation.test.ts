import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { makeRepository } from "../support/repository.ts";
import { initializeParams, startRaw } from "../support/raw-client.ts";

let root: string;

beforeAll(async () => {
  const files = Array.from({ length: 250 }, (_, at) => [`src/shelf${at}.ts`, shelf(at)] as const);
  root = await makeRepository(Object.fromEntries(files));
});

test.skipIf(process.platform !== "linux").each([
  ["find_symbols", { path: "src" }, { query: "shelf7x9", match: "exact" }, "src/shelf7.ts:"],
  [
    "search_code",
    { pattern: "$A.map($$$)", mode: "syntax" },
    { pattern: "shelf7x9(" },
    "in shelf7x9",
  ],
])(
  "a cancelled %s %j stops using the processor, also while the repository is read for the first time",
  async (tool, slow, quick, expected) => {
    const raw = startRaw(root, { args: ["--cache-dir", `${root}/.git/cache-${tool}`] });
    onTestFinished(() => raw.kill("SIGKILL"));
    await raw.request(1, "initialize", initializeParams());
    await raw.send(callOf(2, tool, slow));
    await raw.send(cancel(2));
    await raw.send(callOf(3, tool, slow));
    await sleep(400);
    await raw.send(cancel(3));
    await sleep(400);
    const cancelled = await processorSeconds(raw.pid);
    await sleep(500);
    expect((await processorSeconds(raw.pid)) - cancelled).toBeLessThan(0.2);
    expect(raw.lines().some((line) => /"id":[23]/.test(line))).toBe(false);
    const { result } = await raw.request(4, "tools/call", { name: tool, arguments: quick });
    expect(result?.content?.[0]?.text).toContain(expected);
  },
  20_000,
);

/** A file that takes some ten milliseconds to parse. */
function shelf(file: number): string {
  return Array.from(
    { length: 300 },
    (_, at) =>
      `export function shelf${file}x${at}(price: number) {\n  return [price, ${at}].map((one) => one * ${at});\n}\n`,
  ).join("");
}

function callOf(id: number, name: string, given: object): object {
  return { jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: given } };
}

function cancel(requestId: number): object {
  return { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId } };
}

/** What the process and its threads have used so far; the kernel counts in hundredths. */
async function processorSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
