import type { ResourceContext, ResourceFamily } from "../mcp/resource.ts";
import { completeName } from "../text/complete.ts";
import { maxResourceChars, mostListed } from "./limits.ts";

export const runLog: ResourceFamily = {
  name: "run-log",
  title: "Output of a test run",
  description: "What the programs of a test run wrote, by its run_id; of a long one the end.",
  mimeType: "text/plain",
  uri: "repo://run/{id}/log",
  variable: "id",
  async list({ engine }) {
    const runs = await engine.findTestRuns();
    return runs.slice(0, mostListed).map(({ runId, verdict, tests }) => ({
      value: runId,
      name: `run ${runId}`,
      description:
        tests === undefined ? verdict : `${verdict}, ${tests} ${tests === 1 ? "test" : "tests"}`,
    }));
  },
  async read(runId, context) {
    return { mimeType: "text/plain", text: await readLog(runId, context) };
  },
  async complete(typed, { engine }) {
    const runs = await engine.findTestRuns();
    return completeName(
      typed,
      runs.map((run) => run.runId),
    );
  },
};

/** Asked for from where its end begins, in bytes; the first line is whole only where all of it is read. */
async function readLog(runId: string, context: ResourceContext): Promise<string> {
  const { total } = await readPart(runId, 0, context);
  const start = Math.max(0, total - maxResourceChars);
  const lines: string[] = [];
  for (let at = start; at < total;) {
    const part = await readPart(runId, at, context);
    lines.push(...part.lines.map(({ text }) => text));
    at = part.lines.at(-1)?.end ?? total;
  }
  return start === 0
    ? lines.join("\n") || "The programs of this run wrote nothing."
    : [
        `The first ${start} of ${total} bytes are left out; get_test_run with run_id ${runId} and view output reads them by cursor.`,
        ...lines.slice(1),
      ].join("\n");
}

async function readPart(runId: string, offset: number, { engine, ...task }: ResourceContext) {
  const request = { runId, view: "output", cancel: false, waitMs: 0, isContinued: true } as const;
  const answer = await engine.getTestRun({ ...request, offset }, task);
  return answer.view === "output" ? answer.output : { lines: [], total: 0 };
}
