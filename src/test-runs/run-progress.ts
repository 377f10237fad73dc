import type { RunPlan } from "../frameworks/framework.ts";
import { addCounts } from "./counts.ts";
import { GrowingReport } from "./growing-report.ts";
import { type Counts, noCounts } from "./test-run.ts";

/** Says what a run does now. */
export class RunProgress {
  #doing = "starting";
  #counted: Counts = noCounts();
  #growing: GrowingReport | undefined;

  begin(doing: string): void {
    this.#doing = doing;
    this.#growing = undefined;
  }

  follow({ outputs }: RunPlan): void {
    const events = outputs.find((path) => path.endsWith(".ndjson"));
    this.#growing = events === undefined ? undefined : new GrowingReport(events);
  }

  finish(counts: Counts): void {
    this.#counted = addCounts([this.#counted, counts]);
    this.#growing = undefined;
  }

  now(): { readonly doing: string; readonly counts: Counts } {
    const { passed = 0, failed = 0 } = this.#growing?.count() ?? {};
    const counts = addCounts([this.#counted, { ...noCounts(), passed, failed }]);
    return { doing: this.#doing, counts };
  }
}
