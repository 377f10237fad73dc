import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";

import { execa } from "execa";
import { keyFile } from "../../src/frameworks/events-file.ts";
import type {
  DetectedTests,
  Framework,
  PackageFiles,
  RunPlan,
  RunRequest,
} from "../../src/frameworks/framework.ts";
import type { TestFailure, TestReport } from "../../src/frameworks/test-report.ts";
import { expandOutputs } from "./expand-outputs.ts";
import { packageRoot } from "./package-root.ts";
import { temporaryFolder, writeFiles } from "./repository.ts";

export interface Project {
  readonly root: string;
  /** What the framework's detection sees. */
  readonly files: PackageFiles;
}

/** A copy of a fixture, with the project's own packages linked into it as an install would. */
export async function copyProject(name: string): Promise<Project> {
  const root = join(await temporaryFolder(), "shop");
  await cp(join(packageRoot, "fixtures", name), root, { recursive: true });
  return await openProject(root);
}

/** A project of these files, likewise. */
export async function makeProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const root = join(await temporaryFolder(), "shop");
  await mkdir(root);
  await writeFiles(root, files);
  return await openProject(root);
}

async function openProject(root: string): Promise<Project> {
  if (existsSync(join(root, "package.json"))) {
    await symlink(join(packageRoot, "node_modules"), join(root, "node_modules"), "junction");
  }
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((path) => !path.startsWith("node_modules/"))
    .toSorted();
  return { root, files: packageFiles(paths, (path) => readText(join(root, path))) };
}

/** Detection over files that need not be anywhere. */
export function filesOf(contents: Readonly<Record<string, string>>): PackageFiles {
  return packageFiles(Object.keys(contents), (path) => contents[path]);
}

function packageFiles(
  paths: readonly string[],
  read: (path: string) => string | undefined,
): PackageFiles {
  return { folder: "", paths, has: (path) => paths.includes(path), read };
}

function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

export interface Selection {
  readonly files?: readonly string[];
  readonly names?: readonly string[];
  readonly exactNames?: boolean;
  readonly updateSnapshots?: boolean;
  readonly detected?: DetectedTests;
  /** On top of the environment; in the place of what a caller of the server might have. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeVersion?: string;
  /** A program in the place of the one that would be found. */
  readonly programs?: Readonly<Record<string, string>>;
}

export interface Run {
  readonly report: TestReport;
  readonly exitCode: number | null;
  readonly plan: RunPlan;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the framework would start, for a project that is or is not on disk. */
export function requestFor(
  root: string,
  runFolder: string,
  selection: Selection,
  files?: PackageFiles,
  framework?: Framework,
): RunRequest {
  const detected = selection.detected ??
    (files === undefined ? undefined : framework?.detect(files)) ?? { because: "a test" };
  const {
    environment: _,
    programs = {},
    detected: __,
    updateSnapshots = false,
    nodeVersion,
    ...selected
  } = selection;
  return {
    root,
    cwd: root,
    detected,
    ...selected,
    updateSnapshots,
    runFolder,
    reporters: join(packageRoot, "src", "frameworks"),
    ...(nodeVersion === undefined ? {} : { nodeVersion }),
    find: (program) => programs[program] ?? findProgram(root, program),
    installedVersion: (name) => installedVersion(root, name),
  };
}

/** Runs a framework's plan as the server would, with nothing around it. */
export async function runFramework(
  framework: Framework,
  { root, files }: Project,
  selection: Selection = {},
): Promise<Run> {
  const runFolder = await temporaryFolder();
  const request = requestFor(root, runFolder, selection, files, framework);
  const plan = framework.plan(request);
  const reportKey = "a key";
  await writeFile(keyFile(runFolder), reportKey);
  const { exitCode, signal, stdout, stderr } = await execa(plan.command, plan.args, {
    cwd: root,
    env: { ...bareEnvironment(), ...plan.environment, ...selection.environment },
    extendEnv: false,
    stdin: "ignore",
    reject: false,
    timeout: 60_000,
  });
  const outputs = await Promise.all(
    (await expandOutputs(plan.outputs)).map(
      async (path) => [path, await readFile(path, "utf8")] as const,
    ),
  );
  const report = framework.parse({
    root,
    cwd: root,
    exitCode: exitCode ?? null,
    signal: signal ?? null,
    stdout,
    stderr,
    paths: files.paths,
    reportKey,
    files: new Map(outputs),
  });
  return { report, exitCode: exitCode ?? null, plan, stdout, stderr };
}

/** One line a test, as short as it can be read. */
export function linesOf({ tests, suiteErrors }: TestReport): string[] {
  return [
    ...tests.map(({ status, path, line, name, failures }) => {
      const [failure] = failures;
      const [frame] = failure?.frames ?? [];
      const place = frame === undefined ? "" : ` @ ${frame.path}:${frame.line}`;
      const why =
        failure === undefined
          ? ""
          : ` (${failure.type ?? "?"}: ${failure.message.split("\n")[0]}${place})`;
      return `${status} ${path ?? "?"}${line === undefined ? "" : `:${line}`} ${name}${why}`;
    }),
    ...suiteErrors.map(({ path, message }) => `error ${path ?? "?"} ${message.split("\n")[0]}`),
  ]
    .map((line) => line.replaceAll(/(file:\/\/)?\/\S*?\/repowright-test-\w+\/shop\//g, ""))
    .toSorted();
}

/** A program on PATH, or undefined; tests of programs that need not be there are skipped without it. */
export function findOnPath(program: string): string | undefined {
  const folders = (bareEnvironment()["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

function findProgram(root: string, program: string): string | undefined {
  const own = join(root, "node_modules", ".bin", program);
  return existsSync(own) ? own : findOnPath(program);
}

function installedVersion(root: string, name: string): string | undefined {
  const manifest = readText(join(root, "node_modules", name, "package.json"));
  return manifest === undefined ? undefined : (JSON.parse(manifest) as { version: string }).version;
}

/** What a program gets to see; none of what the tests' own runner sets. */
function bareEnvironment(): Record<string, string> {
  // oxlint-disable-next-line no-restricted-properties -- the tests' own environment
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) };
}

/** The tests that did run. */
export function ranOf({ tests }: TestReport): string[] {
  return tests
    .filter(({ status }) => status === "passed" || status === "failed")
    .map(({ path, name }) => `${path ?? "?"} ${name}`)
    .toSorted();
}

/** Failures without the differences that Node's assert prints, which every version of it prints in another way. */
export function withoutNodesDiff(failures: readonly TestFailure[] | undefined): object[] {
  return (failures ?? []).map((failure) =>
    failure.diff?.startsWith("+ actual - expected") === true
      ? { ...failure, diff: "<that of Node>" }
      : failure,
  );
}
