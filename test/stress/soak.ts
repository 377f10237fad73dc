import { median } from "../bench/measure.ts";
import { renderLoad } from "./calls.ts";
import { loadServer, type Sample } from "./load.ts";
import type { Section } from "./stress.ts";

/** Half an hour of steady work, in which memory must not grow. */
export const soak: Section = {
  name: "soak",
  async run(seconds = 1800, { from = 0, repo } = {}) {
    const report = await loadServer({
      repo,
      calls: Infinity,
      seconds,
      concurrency: 4,
      pauseMs: 200,
      churnMs: 500,
      sampleMs: 2000,
      seed: from,
    });
    // What is loaded once and kept is there by then.
    const warm = report.memory.filter(({ atMs }) => atMs > seconds * 250);
    const trends = (["server", "tree"] as const).map((field) => trendOf(warm, field));
    return {
      told: [...renderLoad(report), ...trends.map(renderTrend)],
      wrong: [
        ...report.wrong,
        ...trends.filter(isGrowing).map((trend) => `memory grows: ${renderTrend(trend)}`),
      ],
    };
  },
};

interface Trend {
  readonly field: "server" | "tree";
  /** MB: medians of the first and the last third. */
  readonly first: number;
  readonly last: number;
  /** By least squares. */
  readonly mbPerMinute: number;
}

function trendOf(samples: readonly Sample[], field: Trend["field"]): Trend {
  const third = Math.ceil(samples.length / 3);
  const values = samples.map((sample) => sample[field]);
  const minutes = samples.map(({ atMs }) => atMs / 60_000);
  const [x, y] = [mean(minutes), mean(values)];
  const covariance = mean(values.map((value, at) => (value - y) * ((minutes[at] ?? x) - x)));
  return {
    field,
    first: median(values.slice(0, third)),
    last: median(values.slice(-third)),
    mbPerMinute: covariance / mean(minutes.map((minute) => (minute - x) ** 2)),
  };
}

/** Garbage and engines that come and go make a tenth of difference; a leak of every call goes beyond it. */
function isGrowing({ first, last }: Trend): boolean {
  return last > first * 1.15 + 20;
}

function renderTrend({ field, first, last, mbPerMinute }: Trend): string {
  return `${field} after the first quarter: ${Math.round(first)} MB in its first third, ${Math.round(last)} in its last, ${mbPerMinute.toFixed(2)} MB a minute`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
