/** A program to be run to its end. */
export interface CommandOptions {
  /** Absolute. */
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** All of it; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** How errors call it. */
  readonly name: string;
  readonly timeoutMs: number;
  /** It is given up when it says nothing for so long; never if not given. */
  readonly idleMs?: number;
  /** Absolute, in a folder of ours, not there yet; gets everything it says, up to `spillBytes`. */
  readonly spillFile?: string;
  readonly spillBytes: number;
  /** The most that it and all it starts may have resident together. Linux only. */
  readonly maxMemoryBytes?: number;
  /** The most processes it may have at once, itself included. Linux only. */
  readonly maxProcesses?: number;
  /** It is ended when the disk that holds `cwd` has less left than this. */
  readonly minDiskBytes?: number;
  /**
   * Whether the kernel ends all it starts when it ends, and it when we do: bubblewrap. Where that is not so, a second
   * process watches over us, and what left its group is looked for at the end.
   */
  readonly endsAsOne?: boolean;
  /** Called with every piece of output, for progress. The piece is not to be kept: its memory is gone afterwards. */
  readonly onOutput?: (chunk: Buffer, from: "stdout" | "stderr") => void;
}

/** Why a program is no longer running: of itself, or because a limit was broken. */
export type CommandEnd = "exit" | BrokenLimit;
export type BrokenLimit = "timeout" | "idle" | "cancelled" | "memory" | "processes" | "disk";

export interface CommandRun {
  readonly ended: CommandEnd;
  /** Null when a signal ended it. A sandbox answers 128 and the signal's number instead. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The first and the last 64 KB, with a line between them that tells how much is left out. */
  readonly stdout: string;
  readonly stderr: string;
  /** Of both, all that was written. */
  readonly outputBytes: number;
  readonly durationMs: number;
}
