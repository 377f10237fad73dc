import type { Task } from "../task.ts";

/** Tasks for the parts of a work, side by side or in turn, that report together. Each weighs as many items as it has. */
export function splitProgress(task: Task, weights: readonly number[]): readonly Task[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const done = weights.map(() => 0);
  return weights.map((weight, part) => ({
    signal: task.signal,
    progress(partDone, partTotal, message) {
      const now = partTotal === 0 ? 0 : (weight * partDone) / partTotal;
      done[part] = Math.max(done[part] ?? 0, now);
      task.progress(Math.floor(done.reduce((sum, one) => sum + one, 0)), total, message);
    },
  }));
}
