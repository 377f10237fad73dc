import { existsSync } from "node:fs";

import type { GitPluginError, SimpleGitOptions } from "simple-git";

import { ToolError } from "../errors.ts";
import { rootGone } from "../workspace/root-gone.ts";

export interface GitRun {
  readonly signal: AbortSignal;
  /** Written to git's standard input, which is closed then. */
  readonly input?: string | Buffer;
  /** Output beyond this ends git; 64 MiB if not given. */
  readonly maxBytes?: number;
  /** Called with the output as it comes; it is not collected then. */
  readonly onChunk?: (chunk: Buffer) => void;
  /** 30 s if not given. */
  readonly timeoutMs?: number;
  /** For this one start: variables that come on top of its environment, and undefined for those that go. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Whether every exit code but 0 is a failure; else only one with words on standard error is. */
  readonly exitCodeCounts?: boolean;
}

interface GitOutput {
  /** Standard output as it came: names in it need not be UTF-8. */
  readonly bytes: Buffer;
  /** Whether git was ended at `maxBytes`. */
  readonly truncated: boolean;
}

/** Runs git with arguments. A failing git is a `GitFailed`; ToolErrors GIT_TIMEOUT and ROOT_GONE, and aborts pass through. */
export type RunGit = (args: readonly string[], options: GitRun) => Promise<GitOutput>;

/** git ended with an error; the message is what it wrote to standard error. */
export class GitFailed extends Error {}

export interface GitStart {
  /** Absolute. */
  readonly program: string;
  readonly cwd: string;
  /** All of it; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Makes the one function through which git is started. */
export function gitRunner(start: GitStart): RunGit {
  return async (args, run) => {
    run.signal.throwIfAborted();
    if (!existsSync(start.cwd)) {
      throw rootGone();
    }
    // Loaded at the first use: a server that has not been asked anything has started nothing.
    const { simpleGit, GitPluginError } = await import("simple-git");
    const full = new AbortController();
    const timeout = AbortSignal.timeout(run.timeoutMs ?? 30_000);
    const abort = AbortSignal.any([run.signal, timeout, full.signal]);
    const output = collector(run, () => full.abort());
    const environment = combined(start.environment, run.environment);
    const git = simpleGit({ ...options({ ...start, environment }, run), abort })
      .env(environment)
      .outputHandler(output.listen);
    try {
      await git.raw([...args]);
    } catch (error) {
      run.signal.throwIfAborted();
      if (timeout.aborted) {
        throw gitTimeout(args, error);
      }
      if (!full.signal.aborted) {
        throw error instanceof GitPluginError ? refusedByLibrary(error) : gitFailed(error);
      }
    }
    return { bytes: output.bytes(), truncated: full.signal.aborted };
  };
}

/** What simple-git would refuse by itself. The values come from this folder, never from a caller or repository. */
function options(
  { program, cwd, environment }: GitStart,
  { input = "", exitCodeCounts = false }: GitRun,
): Partial<SimpleGitOptions> {
  return {
    ...(exitCodeCounts && { errors: failedSilently }),
    baseDir: cwd,
    // Else simple-git takes git's output as complete 50 ms after git's end, read or not: a busy process would lose it.
    completion: { onClose: true, onExit: false },
    binary: program,
    allowEnvironment: Object.keys(environment),
    unsafe: {
      allowUnsafeCustomBinary: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeAskPass: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafeDiffExternal: true,
      allowUnsafeEditor: true,
      allowUnsafeFilter: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeGpgProgram: true,
      allowUnsafeHooksPath: true,
      allowUnsafePager: true,
      allowUnsafeProtocolOverride: true,
      allowUnsafeSshCommand: true,
    },
    // simple-git writes no empty string and leaves standard input open then; an empty buffer closes it.
    input: () => (typeof input === "string" ? Buffer.from(input) : input),
  };
}

function failedSilently(
  error: Buffer | Error | undefined,
  { exitCode, stdOut }: { readonly exitCode: number; readonly stdOut: Buffer[] },
): Buffer | Error | undefined {
  return exitCode === 0 || error !== undefined
    ? error
    : Buffer.concat([...stdOut, Buffer.from(`It ended with exit code ${exitCode}.`)]);
}

function combined(
  own: GitStart["environment"],
  more: GitRun["environment"] = {},
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...own, ...more })) {
    if (value !== undefined) {
      environment[name] = value;
    }
  }
  return environment;
}

function collector(
  { maxBytes = 64 * 1024 * 1024, onChunk }: GitRun,
  onFull: () => void,
): {
  readonly listen: (command: string, stdout: NodeJS.ReadableStream) => void;
  readonly bytes: () => Buffer;
} {
  const chunks: Buffer[] = [];
  const keep = onChunk ?? ((chunk: Buffer) => chunks.push(chunk));
  let size = 0;
  return {
    listen(_command, stdout) {
      stdout.on("data", (chunk: Buffer) => {
        const room = maxBytes - size;
        size += chunk.length;
        if (room > 0 && chunk.length > 0) {
          keep(chunk.subarray(0, room));
        }
        if (size > maxBytes) {
          onFull();
        }
      });
      // simple-git waits 50 ms more after a git that wrote nothing; an empty chunk spares the wait.
      queueMicrotask(() => stdout.emit("data", Buffer.alloc(0)));
    },
    bytes: () => Buffer.concat(chunks),
  };
}

function gitFailed(error: unknown): GitFailed {
  const message = error instanceof Error ? error.message : String(error);
  return new GitFailed(message.trim(), { cause: error });
}

/** A command that simple-git holds to be dangerous is our bug. */
function refusedByLibrary(error: GitPluginError): Error {
  return new Error(`simple-git refused to start git: ${error.message}`, { cause: error });
}

function gitTimeout(args: readonly string[], cause: unknown): ToolError {
  return new ToolError(
    "GIT_TIMEOUT",
    `git ${args[0] ?? ""} took too long and was ended.`,
    "Narrow the question.",
    {
      cause,
    },
  );
}
