import { join } from "node:path";

import { explainSilence } from "./explain-silence.ts";
import type { RunOutputs } from "./framework.ts";
import { readEvents } from "./read-events.ts";
import type { TestReport } from "./test-report.ts";

const fileName = "events.ndjson";

/** Where a reporter of ours writes in the folder of a run. */
export function eventsFile(runFolder: string): string {
  return join(runFolder, fileName);
}

/** Where a reporter of ours finds the key of its report, which it takes away before it loads any test. */
export function keyFile(runFolder: string): string {
  return `${eventsFile(runFolder)}.key`;
}

/** What the reporter wrote; when it was nothing, what the runner said instead. */
export function readEventsFile(outputs: RunOutputs): TestReport {
  const [, text] = [...outputs.files].find(([path]) => path.endsWith(fileName)) ?? [];
  return explainSilence(readEvents(text, outputs.reportKey, outputs), outputs);
}
