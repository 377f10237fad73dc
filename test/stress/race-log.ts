import { readFileSync, writeSync } from "node:fs";

/** What a process of the race writes down, before and after it does something. Times are nanoseconds of one clock. */
export type RaceEvent = Attempt | Result | Late | Swap | Save;

/** Contents by their hashes. */
export interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** An edit is about to be made. One without a result was killed. */
export interface Attempt {
  readonly kind: "attempt";
  readonly id: string;
  readonly at: number;
  /** Empty for an undo, which works out itself what it makes. */
  readonly changes: readonly Change[];
}

export interface Result {
  readonly kind: "made" | "refused";
  readonly id: string;
  readonly at: number;
  /** For an edit that was made; of an undo too. */
  readonly changes: readonly Change[];
  readonly said: string;
}

/** What someone wrote into a file that he had opened before it was replaced, found in the backup of the edit. */
interface Late {
  readonly kind: "late";
  readonly path: string;
  readonly content: string;
}

/** An edit renamed over a file, from its last look at it until that was done; killed in between, it tells nothing. */
export interface Swap {
  readonly kind: "swap";
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** Somebody who knows nothing of edits changed a file. */
export interface Save extends Change {
  readonly kind: "save";
  /** Into the file as it lies there, or by a rename over it. */
  readonly how: "in place" | "by rename";
  /** When `before` was read, when `after` began to be written or renamed, and when it was there. */
  readonly from: number;
  readonly at: number;
  readonly to: number;
}

export function now(): number {
  return Number(process.hrtime.bigint());
}

/** Written at once, so that a kill loses none. */
export function log(descriptor: number, event: RaceEvent): void {
  writeSync(descriptor, `${JSON.stringify(event)}\n`);
}

export function readLog(file: string): readonly RaceEvent[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as RaceEvent);
}
