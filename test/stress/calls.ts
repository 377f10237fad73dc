import { quantile } from "../bench/measure.ts";
import { loadServer, type LoadReport } from "./load.ts";
import type { Section } from "./stress.ts";

/** Ten thousand calls, 32 at a time, on a repository that changes all the time. */
export const calls: Section = {
  name: "calls",
  async run(seconds = Infinity, { runs = 10_000, from = 0, repo } = {}) {
    const report = await loadServer({
      repo,
      calls: runs,
      seconds,
      concurrency: 32,
      pauseMs: 0,
      churnMs: 50,
      sampleMs: 1000,
      seed: from,
    });
    return { told: [...renderLoad(report), ...renderMemory(report)], wrong: report.wrong };
  },
};

/** How many calls there were, how long they took and how they were refused. */
export function renderLoad({
  calls: count,
  times,
  codes,
  cancelled,
  ...rest
}: LoadReport): readonly string[] {
  const answered = [...times.values()].reduce((sum, { length }) => sum + length, 0);
  const refused = [...codes].map(([code, often]) => `${often} × ${code}`).toSorted();
  return [
    `${count} calls: ${answered} answered, ${cancelled.all} cancelled, ${cancelled.answered} of them answered all the same`,
    ...[...times].map(
      ([tool, ms]) =>
        `${tool}: ${ms.length} calls, p50 ${Math.round(quantile(ms, 0.5))} ms, p99 ${Math.round(quantile(ms, 0.99))} ms`,
    ),
    `refused: ${refused.join(", ")}`,
    `${rest.processes} processes were started, ${rest.left} are left`,
  ];
}

function renderMemory({ memory }: LoadReport): readonly string[] {
  const peak = (field: "server" | "tree"): number =>
    Math.max(...memory.map((sample) => sample[field]));
  const [before, after] = [memory[0], memory.at(-1)];
  return (["server", "tree"] as const).map(
    (field) =>
      `resident, ${field}: ${Math.round(before?.[field] ?? NaN)} MB before, ${Math.round(peak(field))} at most, ${Math.round(after?.[field] ?? NaN)} after`,
  );
}
