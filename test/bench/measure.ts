import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** One figure of a report. `beside` is what a user would pick instead, measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "MB" | "ratio" | "count" | "tokens" | "MB/s";
  readonly samples?: number;
  readonly beside?: { readonly tool: string; readonly value: number };
  readonly note?: string;
}

/** Milliseconds that `run` takes. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** The value below which the given share of the samples lies, by the nearest rank. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** Resident memory of a process now and at its highest, in MB; Linux only, NaN elsewhere. */
export async function memoryOf(pid: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) / 1024;
  return { now: field("VmRSS"), peak: field("VmHWM") };
}

/** Milliseconds a program takes, or undefined where it is not installed. Its exit code does not matter: `rg` ends with 1 for no hit. */
export async function timeProgram(
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<number | undefined> {
  const start = performance.now();
  try {
    await promisify(execFile)(program, [...args], { cwd, maxBuffer: 1024 * 1024 * 1024 });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return undefined;
    }
  }
  return performance.now() - start;
}
