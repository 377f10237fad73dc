import type { TestReport, TestStatus } from "../frameworks/test-report.ts";
import type { CommandEnd } from "../process/command-run.ts";
import { countTests } from "./counts.ts";
import type { Verdict } from "./test-run.ts";

/** What is known of a run that is over. */
export interface Evidence {
  readonly ended: CommandEnd;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timeoutMs: number;
  readonly report: TestReport;
  /** Names and files that were asked for and selected nothing, each with what may have been meant, as sentences. */
  readonly missed: readonly string[];
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Sentences. */
  readonly why: readonly string[];
}

/**
 * The verdict. Only a run that says itself that it came to its end, exits with 0, ran a test, and in which everything
 * that was started has finished, is `passed`: tests can end their process with 0, forge lines of the report, or not be
 * there at all.
 */
export function judge(evidence: Evidence): Judgement {
  const { ended, report, timeoutMs, missed } = evidence;
  const counts = countTests(report);
  const isRed = counts.failed > 0 || counts.suite_errors > 0;
  const gaps = findGaps(evidence);
  if (ended === "cancelled") {
    return { verdict: "cancelled", why: ["It was cancelled."] };
  }
  if (ended === "timeout" || ended === "idle") {
    return { verdict: "timeout", why: [`It was ended after ${seconds(timeoutMs)}.`] };
  }
  if (ended !== "exit") {
    const why = [
      `It was ended because it took too ${ended === "memory" ? "much memory" : "many processes"}.`,
    ];
    return { verdict: "incomplete", why };
  }
  if (isRed && counts.passed + counts.failed === 0 && !report.ended) {
    return { verdict: "error", why: [`The runner ${endOf(evidence)} before it ran a test.`] };
  }
  if (isRed) {
    return { verdict: "failed", why: gaps };
  }
  if (counts.passed === 0) {
    return judgeNothing(evidence);
  }
  if (gaps.length > 0) {
    return { verdict: "incomplete", why: gaps };
  }
  if (evidence.exitCode !== 0) {
    const why = [`Every test passed, but the runner ${endOf(evidence)}; see its output.`];
    return { verdict: "failed", why };
  }
  return missed.length > 0 ? { verdict: "no_tests", why: missed } : { verdict: "passed", why: [] };
}

/** Nothing ran, and nothing is red either. */
function judgeNothing(evidence: Evidence): Judgement {
  const { exitCode, report, missed } = evidence;
  const { skipped, todo } = countTests(report);
  const left = skipped + todo;
  if (!report.ended && missed.length === 0) {
    return exitCode === 0
      ? {
          verdict: "incomplete",
          why: ["The runner exited with 0 and reported no test and no end."],
        }
      : {
          verdict: "error",
          why: [`The runner ${endOf(evidence)} before it ran a test; see its output.`],
        };
  }
  if (missed.length > 0) {
    return { verdict: "no_tests", why: missed };
  }
  const why = left > 0 ? `All ${left} tests are skipped or to do.` : "The runner found no test.";
  return { verdict: "no_tests", why: [why] };
}

/** Why the report does not tell everything. */
function findGaps(evidence: Evidence): string[] {
  const { report } = evidence;
  const finished = report.tests.length;
  const gaps: string[] = [];
  if (!report.ended) {
    gaps.push(
      `The runner ${endOf(evidence)} without saying that it came to the end: tests after the last one it reported did not run.`,
    );
  }
  if (report.started !== undefined && report.started > finished) {
    gaps.push(`${report.started} tests began and ${finished} finished.`);
  }
  const counts = countTests(report);
  for (const status of [
    "passed",
    "failed",
    "skipped",
    "todo",
  ] as const satisfies readonly TestStatus[]) {
    const claimed = report.claimed?.[status];
    if (claimed !== undefined && claimed !== counts[status]) {
      gaps.push(`The runner counts ${claimed} ${status}, its report tells of ${counts[status]}.`);
    }
  }
  return gaps;
}

function endOf({ exitCode, signal }: Evidence): string {
  return signal === null ? `exited with ${exitCode ?? "no code"}` : `was ended by ${signal}`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
