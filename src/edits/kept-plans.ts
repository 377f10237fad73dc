import { randomBytes } from "node:crypto";

import { ToolError } from "../errors.ts";
import type { ParsedPatch } from "../formats/parsed-patch.ts";
import type { PlannedPatch } from "../patching/planned-patch.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { Choice } from "./choices.ts";
import type { FailedPart } from "./failed-part.ts";

/** A patch that was not written, and what is needed to go on with it. */
export interface KeptPlan extends AskedPatch {
  /** As it would have been written, or could not be. */
  readonly planned: PlannedPatch;
  /** Why it was refused; empty for a dry run. */
  readonly failed: readonly FailedPart[];
  /** The places offered, by their ids. */
  readonly choices: readonly Choice[];
}

/** What is to be planned. */
export interface AskedPatch {
  readonly patch: ParsedPatch;
  readonly options: PlanOptions;
  /** SHA-256, in hex, of the files in which its author accepted places: those mean nothing in any other version. */
  readonly acceptedIn: readonly string[];
}

export interface PlanOptions {
  readonly match: "safe" | "exact";
  readonly overwrite: boolean;
}

interface Entry {
  readonly plan: KeptPlan;
  readonly bytes: number;
  readonly keptAtMs: number;
}

/** An agent comes back within minutes, or not at all. */
const keptMs = 30 * 60_000;
const mostPlans = 50;
const mostBytes = 64 * 1024 * 1024;

/** Plans of this process, in memory: a bounded number of them, the oldest go first. */
export class KeptPlans {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  /** @param now milliseconds, for tests */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Its id is random, because a client may remember one of an earlier process. */
  keep(plan: KeptPlan): string {
    const id = `p${randomBytes(3).toString("hex")}`;
    this.#entries.set(id, { plan, bytes: bytesOf(plan), keptAtMs: this.#now() });
    this.#shrink();
    return id;
  }

  /** @throws ToolError PLAN_NOT_FOUND */
  get(id: string): KeptPlan {
    this.#shrink();
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      throw new ToolError(
        "PLAN_NOT_FOUND",
        `No plan ${quotePath(id)} is kept: a plan lives for 30 minutes, until the server ends, or until many newer ones came.`,
        "Send the whole patch again.",
      );
    }
    return entry.plan;
  }

  #shrink(): void {
    const oldest = this.#now() - keptMs;
    let bytes = [...this.#entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    // In the order of their coming; the newest stays, whatever its size.
    for (const [id, entry] of [...this.#entries].slice(0, -1)) {
      if (entry.keptAtMs < oldest || bytes > mostBytes || this.#entries.size > mostPlans) {
        this.#entries.delete(id);
        bytes -= entry.bytes;
      }
    }
    for (const [id, { keptAtMs }] of this.#entries) {
      if (keptAtMs < oldest) {
        this.#entries.delete(id);
      }
    }
  }
}

/** About: texts are strings of up to two bytes a character, before, after and as bytes. */
function bytesOf({ planned, patch }: KeptPlan): number {
  const files = planned.files.map(
    ({ before = "", after = "" }) => 2 * before.length + 3 * after.length,
  );
  const lines = patch.operations.flatMap(({ hunks }) =>
    hunks.flatMap((hunk) => hunk.lines.map(({ text }) => 2 * text.length + 64)),
  );
  return [...files, ...lines].reduce((sum, size) => sum + size, 1024);
}
