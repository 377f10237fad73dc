import type { Task } from "../task.ts";

/** What the person who starts the server chose; nothing of a repository and no tool has a say in it. */
export type SandboxMode = "auto" | "require" | "off";

/** What programs of the repository are confined by; part of every result. */
export interface SandboxState {
  readonly backend: "bubblewrap" | "sandbox-exec" | "none";
  /** Whether they reach anything but their own loopback. */
  readonly network: boolean;
  /** Why there is none, as a sentence. */
  readonly why?: string;
}

/** A command of the repository, to be run in the sandbox. */
export interface LooseCommand {
  /** Absolute. */
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute, the root or inside it. */
  readonly cwd: string;
  /** All of it, from `testEnvironment`; TMPDIR lies in one of `writable`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute, besides the root: the folder of this run. They exist. */
  readonly writable: readonly string[];
  /** Absolute; shown although they may lie in a hidden place, as our reporters do in npx's cache. They exist. */
  readonly readable: readonly string[];
}

/** The same command, confined: to be started by `runCommand`, and released when it has ended. */
export interface ConfinedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly sandbox: SandboxState;
  /** See `CommandOptions.endsAsOne`. */
  readonly endsAsOne: boolean;
  /** Sentences on what the sandbox could not do. */
  readonly notes: readonly string[];
  /** Takes away what confining put into the repository. Answers the absolute paths that were changed although protected. */
  release(): Promise<readonly string[]>;
}

export interface Sandbox {
  /** The first call tries the sandbox; what is found out then holds for the process. */
  describe(task: Task): Promise<SandboxState>;
  /** @throws ToolError SANDBOX_UNAVAILABLE when one is required and there is none */
  confine(command: LooseCommand, task: Task): Promise<ConfinedCommand>;
}
