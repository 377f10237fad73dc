import { join } from "node:path";

import { ToolError } from "../errors.ts";
import type { TestReport } from "../frameworks/test-report.ts";
import type { SandboxState } from "../sandbox/sandbox.ts";
import type { Task } from "../task.ts";
import { countTests } from "./counts.ts";
import { ranAlready } from "./covered.ts";
import { explainMissed, missedFiles, missedNames, onlyNamed } from "./find-missed.ts";
import { judge } from "./judge.ts";
import type { RunProgress } from "./run-progress.ts";
import { runPart, type PartOptions, type PartRun } from "./run-part.ts";
import type { Part, Selection } from "./selection.ts";
import type { PackageRecord } from "./stored-run.ts";
import { noCounts, type Verdict } from "./test-run.ts";
import { showCommand } from "./show-command.ts";
import { showFolder } from "./test-package.ts";

export type RunOptions = Pick<
  PartOptions,
  "root" | "environment" | "sandbox" | "reporters" | "toolCache" | "updateSnapshots"
> & {
  /** Absolute, of this run alone. */
  readonly folder: string;
  readonly timeoutMs: number;
  /** Names of tests from earlier runs, to tell what may have been meant. */
  readonly knownNames: readonly string[];
  readonly takeTurn: TakeTurn;
};

/** Lets one at a time work in a package. */
export type TakeTurn = <Result>(folder: string, work: () => Promise<Result>) => Promise<Result>;

export interface RunOutcome {
  readonly packages: readonly PackageRecord[];
  readonly sandbox: SandboxState;
  /** The ends of what programs wrote. */
  readonly outputs: readonly string[];
  /** Names of all tests that were told of, also of those that a selection by name passed over. */
  readonly names: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Runs the parts of a selection one after another, the outermost packages first; a package whose tests have been
 * reported by one above it does not run again.
 *
 * @throws ToolError when none of the parts could be run, what the first of them threw
 */
export async function runSelection(
  selection: Selection,
  options: RunOptions,
  progress: RunProgress,
  task: Task,
): Promise<RunOutcome> {
  const endMs = performance.now() + options.timeoutMs;
  const records: PackageRecord[] = [];
  const outputs: string[] = [];
  const names = new Set<string>();
  const notes = [...selection.notes];
  const reported = new Map<string, Set<string>>();
  let sandbox: SandboxState | undefined;
  let refused: ToolError | undefined;
  for (const [at, part] of selection.parts.entries()) {
    const { framework } = part.setup;
    const name = `${framework.title} in ${showFolder(part.package.folder)}`;
    if (part.files === undefined && ranAlready(part.package, part.setup, reported)) {
      notes.push(`The tests of ${part.package.folder} ran with those of a folder above.`);
      continue;
    }
    if (task.signal.aborted || performance.now() >= endMs) {
      records.push(notRun(part, task.signal.aborted ? "cancelled" : "timeout"));
      continue;
    }
    progress.begin(name);
    try {
      const done = await options.takeTurn(part.package.folder, async () => {
        const startMs = performance.now();
        return await runPart(
          part,
          {
            ...options,
            runFolder: join(options.folder, String(at)),
            spillFile: join(options.folder, `${at}.output`),
            timeoutMs: Math.max(1000, Math.round(endMs - startMs)),
            isExact: selection.isExact,
            onPlan: (plan) => progress.follow(plan),
          },
          task,
        );
      });
      const record = recordOf(part, done, selection, options);
      records.push(record);
      progress.finish(record.counts);
      remember(reported, framework.id, done.report);
      sandbox = done.sandbox;
      done.report.tests.slice(0, mostNames).forEach((test) => names.add(test.name));
      outputs.push(done.run.stdout, done.run.stderr);
      notes.push(...done.notes);
    } catch (error) {
      if (task.signal.aborted) {
        records.push(notRun(part, "cancelled"));
      } else if (error instanceof ToolError && isPassedOver(error, selection)) {
        refused ??= error;
        notes.push(`${name} did not run: ${error.message}`);
      } else if (error instanceof ToolError) {
        refused ??= error;
        records.push(notRun(part, "error", `${error.message} ${error.next}`));
      } else {
        throw error;
      }
    }
  }
  if (refused !== undefined && records.every(({ verdict }) => verdict === "error")) {
    throw refused;
  }
  const state = sandbox ?? { backend: "none", network: true, why: "Nothing was started." };
  return {
    packages: records,
    sandbox: state,
    outputs,
    names: [...names],
    notes: [...new Set(notes)],
  };
}

/** To look for those that are like one that is missed. */
const mostNames = 5000;

/** Of several packages, those that cannot select by name are told of in a note: the names are looked for in the others. */
function isPassedOver({ code }: ToolError, { parts, names }: Selection): boolean {
  return code === "UNSUPPORTED_SELECTION" && names !== undefined && parts.length > 1;
}

function recordOf(
  part: Part,
  { plan, run, report: whole }: PartRun,
  { isExact }: Selection,
  { root, reporters, folder, timeoutMs, knownNames }: RunOptions,
): PackageRecord {
  const report = onlyNamed(whole, part.names);
  const counts = countTests(report);
  const missed = findMissed(part, report, isExact, () => [
    ...whole.tests.map((test) => test.name),
    ...knownNames,
  ]);
  const { verdict, why } = judge({ ...run, timeoutMs, report, missed });
  return {
    ...headOf(part),
    command: showCommand(root, [reporters, folder], plan),
    verdict,
    why,
    counts,
    durationMs: run.durationMs,
    report,
  };
}

/** Where parts of names are looked for in several packages, one without them is nothing bad; `judgeAll` looks at all. */
function findMissed(
  { package: { folder }, names, namedFiles = [] }: Part,
  report: TestReport,
  isExact: boolean,
  known: () => readonly string[],
): string[] {
  if (names === undefined) {
    return missedFiles(namedFiles, folder, report).map(
      (file) => `No test was reported of ${file}.`,
    );
  }
  const missed = isExact || report.tests.length === 0 ? missedNames(names, [report]) : [];
  return missed.slice(0, mostMissed).map((name) => explainMissed(name, known()));
}

const mostMissed = 5;

function headOf({
  package: { folder },
  setup: { framework, detected },
}: Part): Pick<PackageRecord, "folder" | "framework" | "frameworkId" | "because"> {
  return {
    folder: showFolder(folder),
    framework: framework.title,
    frameworkId: framework.id,
    because: detected.because,
  };
}

function notRun(part: Part, verdict: Verdict, reason?: string): PackageRecord {
  const why = {
    cancelled: "It was cancelled before these ran.",
    timeout: "The time was over before these ran.",
  };
  const said =
    reason ?? (verdict === "cancelled" || verdict === "timeout" ? why[verdict] : "It did not run.");
  return {
    ...headOf(part),
    command: "",
    verdict,
    why: [said],
    counts: noCounts(),
    durationMs: 0,
    report: { tests: [], suiteErrors: [], ended: false, notes: [] },
  };
}

function remember(reported: Map<string, Set<string>>, framework: string, report: TestReport): void {
  const seen = reported.get(framework) ?? new Set();
  reported.set(framework, seen);
  [...report.tests, ...report.suiteErrors].forEach(
    ({ path }) => path !== undefined && seen.add(path),
  );
}
