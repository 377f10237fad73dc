import type { RunOutputs } from "./framework.ts";
import type { TestReport } from "./test-report.ts";
import { anyFrame, findFrames, fromRun } from "./text-frames.ts";

/** A runner that fails before it has reported anything has told why on its standard error, or else on standard output. */
export function explainSilence(report: TestReport, outputs: RunOutputs): TestReport {
  const told = report.ended || report.tests.length > 0 || report.suiteErrors.length > 0;
  const message = lastLines(outputs.stderr) || lastLines(outputs.stdout);
  if (told || outputs.exitCode === 0 || message === "") {
    return report;
  }
  const frames = findFrames(message, anyFrame, fromRun(outputs));
  return { ...report, suiteErrors: [{ message, frames }] };
}

const maxLines = 40;
const maxChars = 8192;

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-maxLines).join("\n").slice(-maxChars);
}
