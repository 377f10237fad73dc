import { join, parse, resolve } from "node:path";
import { z } from "zod";
import { ToolError } from "./errors.ts";

/** The start-up options, checked once. Nothing of the repository has a say in them. */
export interface Config {
  /** Absolute. Whether it exists is found out by the first call, so that starting reads nothing. */
  readonly root: string;
  /** Absolute; holds caches alone, so it may be deleted at any time. */
  readonly cacheDirectory: string;
  readonly threads: number;
  /** The most resident memory of one language server. */
  readonly engineMemoryBytes: number;
  /** What confines the programs of the repository: `require` refuses to run them without. */
  readonly sandbox: "auto" | "require" | "off";
  /** Whether tests reach the network. */
  readonly testNetwork: boolean;
  /** Whether a commit runs the repository's hooks and signs. */
  readonly gitHooks: boolean;
  /** The environment we were started in, for the programs we start. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What the process was started with, as plain values. */
export interface Surroundings {
  readonly options: {
    readonly root?: string | undefined;
    readonly cacheDir?: string | undefined;
    readonly threads?: string | undefined;
    readonly engineMemory?: string | undefined;
    readonly sandbox?: string | undefined;
    readonly testNetwork?: boolean | undefined;
    readonly gitHooks?: boolean | undefined;
  };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly platform: string;
  readonly home: string;
  readonly cores: number;
  readonly memoryBytes: number;
}

/** Checks the start-up options. A wrong one is an `OPTION_INVALID` for the person who starts the server. */
export function parseConfig(surroundings: Surroundings): Config {
  const { environment, workingDirectory } = surroundings;
  return {
    root: resolve(workingDirectory, chooseRoot(surroundings)),
    cacheDirectory: resolve(workingDirectory, chooseCacheDirectory(surroundings)),
    threads: parseThreads(surroundings),
    engineMemoryBytes: parseEngineMemory(surroundings),
    sandbox: parseSandbox(surroundings),
    testNetwork: surroundings.options.testNetwork === true,
    gitHooks: surroundings.options.gitHooks === true,
    environment,
  };
}

function chooseRoot({ options, environment, workingDirectory }: Surroundings): string {
  const configured = [
    ["--root", options.root],
    ["REPOWRIGHT_ROOT", environment["REPOWRIGHT_ROOT"]],
    ["CLAUDE_PROJECT_DIR", environment["CLAUDE_PROJECT_DIR"]],
  ] as const;
  for (const [name, value] of configured) {
    if (value !== undefined && (value !== "" || name === "--root")) {
      return parseText(name, value);
    }
  }
  // Some clients start servers in `/`. Serving the whole disk has to be asked for.
  if (workingDirectory === parse(workingDirectory).root) {
    throw new ToolError(
      "OPTION_INVALID",
      `The working directory is ${workingDirectory}, which is no repository.`,
      "Pass --root DIR or set REPOWRIGHT_ROOT.",
    );
  }
  return workingDirectory;
}

function chooseCacheDirectory({ options, environment, platform, home }: Surroundings): string {
  const configured = options.cacheDir ?? nonEmpty(environment["REPOWRIGHT_CACHE_DIR"]);
  if (configured !== undefined) {
    return parseText("The cache directory", configured);
  }
  switch (platform) {
    case "darwin":
      return join(home, "Library", "Caches", "repowright");
    case "win32":
      return join(
        nonEmpty(environment["LOCALAPPDATA"]) ?? join(home, "AppData", "Local"),
        "repowright",
        "cache",
      );
    default:
      return join(nonEmpty(environment["XDG_CACHE_HOME"]) ?? join(home, ".cache"), "repowright");
  }
}

/** More than four threads gain little on a repository's files and take memory from the user's own work. */
function parseThreads({ options, cores }: Surroundings): number {
  if (options.threads === undefined) {
    return Math.max(1, Math.min(cores, 4));
  }
  const parsed = z.coerce.number().int().min(1).max(64).safeParse(options.threads);
  if (!parsed.success) {
    throw new ToolError(
      "OPTION_INVALID",
      `--threads must be a whole number from 1 to 64, got ${JSON.stringify(options.threads)}.`,
      "Correct or remove it.",
    );
  }
  return parsed.data;
}

/**
 * TypeScript 7 takes 1.5 to 2.5 GB for 1.4 million lines, so 4 GB are enough for nearly every repository; half of the
 * machine is left to the user.
 */
function parseEngineMemory({ options, memoryBytes }: Surroundings): number {
  if (options.engineMemory === undefined) {
    return Math.min(4 * 1024 * megabyte, Math.floor(memoryBytes / 2));
  }
  const parsed = z.coerce.number().int().min(64).max(1_048_576).safeParse(options.engineMemory);
  if (!parsed.success) {
    throw new ToolError(
      "OPTION_INVALID",
      `--engine-memory must be megabytes from 64 to 1048576, got ${JSON.stringify(options.engineMemory)}.`,
      "Correct or remove it.",
    );
  }
  return parsed.data * megabyte;
}

const megabyte = 1024 * 1024;

/** No variable of the environment and no file has a say in it: those may be the repository's. */
function parseSandbox({ options: { sandbox = "auto" } }: Surroundings): Config["sandbox"] {
  if (sandbox === "auto" || sandbox === "require" || sandbox === "off") {
    return sandbox;
  }
  throw new ToolError(
    "OPTION_INVALID",
    `--sandbox must be auto, require or off, got ${JSON.stringify(sandbox.slice(0, 100))}.`,
    "Correct or remove it.",
  );
}

function parseText(name: string, value: string): string {
  const parsed = z
    .string()
    .min(1)
    .max(4096)
    .refine((text) => !text.includes("\0"))
    .safeParse(value);
  if (!parsed.success) {
    throw new ToolError(
      "OPTION_INVALID",
      `${name} must be the path of a directory, got ${JSON.stringify(value.slice(0, 100))}.`,
      "Correct or remove it.",
    );
  }
  return parsed.data;
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
