import type { Engine } from "../engine.ts";
import type { PromptContext } from "../mcp/prompt.ts";

type Answer = Awaited<ReturnType<Engine["getTestRun"]>>;
type Failure = Extract<Answer, { view: "failures" }>["failures"][number];

/** A run in which something failed, and what failed in it. */
export interface FailingRun {
  readonly runId: string;
  readonly summary: Answer["summary"];
  readonly failures: readonly Failure[];
}

const failing: ReadonlySet<string> = new Set(["failed", "incomplete", "error", "timeout"]);

/** The runs in which something failed, the newest first; each is read when it is asked for. */
export async function* findFailingRuns({
  engine,
  ...task
}: PromptContext): AsyncGenerator<FailingRun> {
  for (const { runId, verdict } of await engine.findTestRuns()) {
    if (failing.has(verdict)) {
      const request = { runId, cancel: false, waitMs: 0, offset: 0, isContinued: false } as const;
      const answer = await engine.getTestRun({ ...request, view: "failures" }, task);
      const failures = answer.view === "failures" ? answer.failures : [];
      yield { runId, summary: answer.summary, failures };
    }
  }
}

/** The newest run in which a test failed, with what failed there and is called so: by its name, a part of it, or its file. */
export async function findFailureOf(
  test: string,
  context: PromptContext,
): Promise<FailingRun | undefined> {
  const wanted = test.toLowerCase();
  for await (const run of findFailingRuns(context)) {
    const failures = run.failures.filter(({ name, path = "" }) =>
      [name, path].some((one) => one.toLowerCase().includes(wanted)),
    );
    if (failures.length > 0) {
      return { ...run, failures };
    }
  }
  return undefined;
}
