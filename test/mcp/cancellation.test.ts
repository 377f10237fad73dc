import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { initializeParams, startRaw } from "../support/raw-client.ts";
import { makeRepository } from "../support/repository.ts";

test.skipIf(process.platform !== "linux")(
  "a cancelled search stops using the processor and the next call is answered",
  async () => {
    // Each `a` doubles the time V8 needs to find out that there is no match.
    const root = await makeRepository({ "src/shelf.txt": `${"a".repeat(60)}!\n` });
    const raw = startRaw(root);
    onTestFinished(() => raw.kill("SIGKILL"));
    await raw.request(1, "initialize", initializeParams());
    await raw.request(2, "tools/call", search("shelf"));

    const before = await processorSeconds(raw.pid);
    await raw.send({ jsonrpc: "2.0", id: 3, method: "tools/call", params: search("(a+)+$") });
    await sleep(800);
    expect((await processorSeconds(raw.pid)) - before).toBeGreaterThan(0.3);

    await raw.send({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 3 } });
    await sleep(300);
    const cancelled = await processorSeconds(raw.pid);
    await sleep(1000);
    expect((await processorSeconds(raw.pid)) - cancelled).toBeLessThan(0.2);
    expect(raw.lines().some((line) => line.includes('"id":3'))).toBe(false);

    const { result } = await raw.request(4, "tools/call", search("a{60}!"));
    expect(result?.content?.[0]?.text).toContain("src/shelf.txt");
  },
);

function search(pattern: string): object {
  return { name: "search_code", arguments: { pattern, mode: "regex" } };
}

/** What the process and its threads have used so far; the kernel counts in hundredths. */
async function processorSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
