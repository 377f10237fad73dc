import { randomBytes } from "node:crypto";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { totalmem } from "node:os";
import { delimiter, dirname, join } from "node:path";

import { keyFile } from "../frameworks/events-file.ts";
import type { RunPlan } from "../frameworks/framework.ts";
import type { TestReport } from "../frameworks/test-report.ts";
import type { CommandRun } from "../process/command-run.ts";
import { runCommand } from "../process/run-command.ts";
import type { Environment } from "../process/service-environment.ts";
import type { Sandbox, SandboxState } from "../sandbox/sandbox.ts";
import { testEnvironment } from "../sandbox/test-environment.ts";
import type { Task } from "../task.ts";
import { findProgram } from "./find-program.ts";
import { installedVersion } from "./installed-version.ts";
import { linkedPackages } from "./linked-packages.ts";
import { readOutputs } from "./read-outputs.ts";
import { runFailure } from "./run-failure.ts";
import type { Part } from "./selection.ts";

export interface PartOptions {
  readonly root: string;
  readonly environment: Environment;
  readonly sandbox: Sandbox;
  /** Absolute folder of our reporters. */
  readonly reporters: string;
  /** Absolute, of this part alone; made here. */
  readonly runFolder: string;
  /** Absolute; gets what the programs write. Not there yet. */
  readonly spillFile: string;
  /** Absolute, for all runs: what compilers keep to be quick, since the home they would use is hidden. */
  readonly toolCache: string;
  readonly timeoutMs: number;
  readonly updateSnapshots: boolean;
  readonly isExact: boolean;
  /** Called when the report's place is known, before the program starts. */
  readonly onPlan: (plan: RunPlan) => void;
}

export interface PartRun {
  readonly plan: RunPlan;
  readonly run: CommandRun;
  readonly report: TestReport;
  readonly sandbox: SandboxState;
  readonly notes: readonly string[];
}

/**
 * Runs one package's part of a selection in the sandbox and reads what its framework reported.
 * @throws ToolError RUNNER_NOT_FOUND, UNSUPPORTED_SELECTION, SANDBOX_UNAVAILABLE, PROGRAM_NOT_STARTED, IO where the cache
 * takes no files
 */
export async function runPart(part: Part, options: PartOptions, task: Task): Promise<PartRun> {
  const { root, environment, sandbox, runFolder, spillFile, toolCache } = options;
  const { timeoutMs, reporters } = options;
  const { framework, detected } = part.setup;
  const cwd = join(root, part.package.folder);
  const reportKey = await prepareFolders(options);
  const state = await sandbox.describe(task);
  const plan = framework.plan({
    root,
    cwd,
    detected,
    ...(part.files !== undefined && { files: part.files }),
    ...(part.names !== undefined && { names: part.names, exactNames: options.isExact }),
    updateSnapshots: options.updateSnapshots,
    offline: !state.network,
    runFolder,
    reporters,
    find: (program) => findProgram(program, cwd, root, environment),
    installedVersion: (name) => installedVersion(name, cwd, root),
  });
  options.onPlan(plan);
  const own = withoutLoaderVariables(plan.environment);
  const inherited = testEnvironment(environment, { root, cwd, runFolder: join(runFolder, "tmp") });
  const caches = state.backend === "none" ? {} : { GOCACHE: join(toolCache, "go") };
  const confined = await sandbox.confine(
    {
      command: plan.command,
      args: plan.args,
      cwd,
      environment: {
        ...inherited,
        ...caches,
        PATH: withNode(inherited["PATH"]),
        ...own.kept,
      },
      writable: [runFolder, toolCache],
      readable: [reporters, ...linkedPackages(cwd, root)],
    },
    task,
  );
  const startedMs = await timeOfNow(runFolder);
  const stdout = keepReport(plan);
  let run: CommandRun;
  let changed: readonly string[] = [];
  try {
    run = await runCommand(
      {
        command: confined.command,
        args: confined.args,
        cwd: confined.cwd,
        environment: confined.environment,
        endsAsOne: confined.endsAsOne,
        name: framework.title,
        timeoutMs,
        spillFile,
        spillBytes,
        maxMemoryBytes: Math.floor(totalmem() * 0.75),
        maxProcesses,
        onOutput: stdout.push,
      },
      task,
    );
  } finally {
    changed = await confined.release();
  }
  const outputs = readOutputs(plan.outputs, [runFolder, root], startedMs);
  const report = framework.parse({
    root,
    cwd,
    exitCode: run.exitCode,
    signal: run.signal,
    stdout: stdout.text() ?? run.stdout,
    stderr: run.stderr,
    paths: part.package.files.paths,
    reportKey,
    files: outputs.files,
  });
  return {
    plan,
    run,
    report,
    sandbox: confined.sandbox,
    notes: [
      ...plan.notes,
      ...confined.notes,
      ...own.notes,
      ...outputs.notes,
      ...stdout.notes(),
      ...report.notes,
      ...changed.map(
        (path) => `The tests changed ${path}, which agents and editors take orders from.`,
      ),
    ],
  };
}

/** Makes what the run writes to, and answers the key with which its reporter proves itself. */
async function prepareFolders({
  runFolder,
  toolCache,
}: Pick<PartOptions, "runFolder" | "toolCache">): Promise<string> {
  try {
    await mkdir(join(runFolder, "tmp"), { recursive: true, mode: 0o700 });
    await mkdir(toolCache, { recursive: true, mode: 0o700 });
    const reportKey = randomBytes(16).toString("hex");
    await writeFile(keyFile(runFolder), reportKey, { mode: 0o600, flag: "wx" });
    return reportKey;
  } catch (error) {
    throw runFailure(error);
  }
}

/** Where standard output is the report, all of it is kept up to a limit. */
function keepReport({ reportOnStdout }: RunPlan): {
  readonly push: (chunk: Buffer, from: "stdout" | "stderr") => void;
  readonly text: () => string | undefined;
  readonly notes: () => string[];
} {
  const chunks: Buffer[] = [];
  let left = reportOnStdout === true ? maxReportBytes : 0;
  let isCut = false;
  return {
    push(chunk, from) {
      if (reportOnStdout !== true || from !== "stdout") {
        return;
      }
      const kept = chunk.subarray(0, left);
      isCut ||= kept.length < chunk.length;
      left -= kept.length;
      if (kept.length > 0) {
        chunks.push(Buffer.from(kept));
      }
    },
    text: () => (reportOnStdout === true ? Buffer.concat(chunks).toString() : undefined),
    notes: () => (isCut ? ["The report is longer than 64 MB; the rest of it is not read."] : []),
  };
}

const maxReportBytes = 64 * 1024 * 1024;
const spillBytes = 64 * 1024 * 1024;
/** More than any test runner starts on a machine with many cores; a fork bomb is ended by it. */
const maxProcesses = 2000;

/**
 * The environment is also that of the program which confines, and these would load code into it: a test script has no
 * say in that.
 */
function withoutLoaderVariables(environment: Readonly<Record<string, string>>): {
  readonly kept: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
} {
  const entries = Object.entries(environment);
  const left = Object.keys(environment).filter((name) => isOurs.test(name));
  return {
    kept: Object.fromEntries(entries.filter(([name]) => !isOurs.test(name))),
    notes: left.length === 0 ? [] : [`The test script's own ${left.join(", ")} did not count.`],
  };
}

const isOurs = /^(?:LD_|DYLD_|GCONV_PATH|GLIBC_TUNABLES|LOCPATH|PATH$|HOME$|TMPDIR$)/u;

/** Last, so that whatever Node the user chose comes first. */
function withNode(path: string | undefined): string {
  return [...(path === undefined || path === "" ? [] : [path]), dirname(process.execPath)].join(
    delimiter,
  );
}

/** The time that the file system gives a file now, in milliseconds: our clock may be set, and the disk's be another one. */
async function timeOfNow(folder: string): Promise<number> {
  const path = join(folder, "began");
  try {
    await writeFile(path, "");
    return (await stat(path)).mtimeMs;
  } catch (error) {
    throw runFailure(error);
  }
}
