import { access, constants, opendir, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Config } from "../config.ts";
import type { Engine } from "../engine.ts";
import { ToolError } from "../errors.ts";
import { findRegistrations, type FoundClient } from "../setup/find-registrations.ts";
import type { Machine } from "../setup/launch.ts";

export interface Findings {
  readonly root: string;
  readonly node: string;
  readonly platform: string;
  readonly threads: number;
  /** Where the first `git` on the path is. */
  readonly git?: string;
  readonly cache: { readonly directory: string; readonly files: number; readonly bytes: number };
  /** Whether the platform reports changes below a folder by itself. */
  readonly watching: "native" | "per folder";
  /** What confines the tests of the repository; it has been tried. */
  readonly sandbox?: { readonly backend: string; readonly network: boolean; readonly why?: string };
  readonly files?: number;
  readonly listed_by?: "git" | "walk";
  readonly languages?: readonly {
    readonly language: string;
    readonly files: number;
    readonly symbols: "syntax" | "none";
    /** What answers exactly about references. */
    readonly engine?: string;
    /** Why nothing does, and how to get it. */
    readonly missing?: string;
  }[];
  /** What would run the tests here; `missing` is how to get it. */
  readonly runners?: readonly {
    readonly runner: string;
    readonly packages: number;
    readonly missing?: string;
  }[];
  /** The configurations of clients that are there. */
  readonly clients: readonly FoundClient[];
  /** Why the repository could not be looked at. */
  readonly problem?: string;
}

/** Finds out what the tools would rest on here. No program is started but the sandbox, which only its trial can tell of. */
export async function examine(engine: Engine, config: Config, machine: Machine): Promise<Findings> {
  const git = await findProgram("git", config);
  return {
    root: config.root,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    threads: config.threads,
    ...(git !== undefined && { git }),
    cache: { directory: config.cacheDirectory, ...(await measure(config.cacheDirectory)) },
    watching: process.platform === "linux" ? "per folder" : "native",
    clients: await findRegistrations(machine, config.root),
    ...(await examineRepository(engine)),
  };
}

type RepositoryFindings = Pick<
  Findings,
  "sandbox" | "files" | "listed_by" | "languages" | "runners" | "problem"
>;

async function examineRepository(engine: Engine): Promise<RepositoryFindings> {
  try {
    const task = { signal: new AbortController().signal, progress: () => undefined };
    const overview = await engine.getOverview({}, task);
    const engines = await engine.findEngines(task);
    const languages = overview.languages.map(({ language, files, symbols }) => ({
      language,
      files,
      symbols,
      ...withoutLanguage(engines.find((one) => one.language === language)),
    }));
    const sandbox = await engine.findSandbox(task);
    const runners = await engine.findRunners(task);
    return { files: overview.files, listed_by: overview.listed_by, languages, runners, sandbox };
  } catch (error) {
    if (error instanceof ToolError) {
      return { problem: `${error.message} ${error.next}` };
    }
    throw error;
  }
}

function withoutLanguage({ engine, missing }: Omit<EngineFinding, "language"> = {}): {
  engine?: string;
  missing?: string;
} {
  return { ...(engine !== undefined && { engine }), ...(missing !== undefined && { missing }) };
}

type EngineFinding = Awaited<ReturnType<Engine["findEngines"]>>[number];

async function findProgram(name: string, { environment }: Config): Promise<string | undefined> {
  const folders = (environment["PATH"] ?? environment["Path"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "");
  for (const path of folders.flatMap((folder) => [
    join(folder, name),
    join(folder, `${name}.exe`),
  ])) {
    if (await isExecutable(path)) {
      return path;
    }
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    // Not there or not ours to run: either way not the one.
    return false;
  }
}

async function measure(directory: string): Promise<{ files: number; bytes: number }> {
  let files = 0;
  let bytes = 0;
  try {
    for await (const entry of await opendir(directory, { recursive: true })) {
      if (entry.isFile()) {
        files += 1;
        bytes += (await stat(join(entry.parentPath, entry.name))).size;
      }
    }
  } catch (error) {
    // No cache yet, or it is being cleared while we look: what was counted is the answer.
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) {
      throw error;
    }
  }
  return { files, bytes };
}
