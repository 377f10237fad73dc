import { ToolError } from "../errors.ts";
import type { Environment } from "../process/service-environment.ts";
import type { Task } from "../task.ts";
import { confineWith, type Confinement } from "./confine-with.ts";
import { findBackend } from "./find-backend.ts";
import type {
  ConfinedCommand,
  LooseCommand,
  Sandbox,
  SandboxMode,
  SandboxState,
} from "./sandbox.ts";
import { trySandbox } from "./try-sandbox.ts";

export interface SandboxOptions {
  /** Absolute and real. */
  readonly root: string;
  /** The server's. */
  readonly environment: Environment;
  readonly mode: SandboxMode;
  /** Whether programs may use the network; not if not given. */
  readonly network?: boolean;
}

/** Opens what confines the commands of a repository. Nothing is started before the first question. */
export function openSandbox(options: SandboxOptions): Sandbox {
  let found: Promise<Found> | undefined;

  async function find(task: Task): Promise<Found> {
    // One that was cancelled found out nothing.
    found ??= tryBackend(options, task).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return await found;
  }

  return {
    describe: async (task) => (await find(task)).state,
    async confine(command, task) {
      const { state, confinement } = await find(task);
      if (confinement !== undefined) {
        return await confineWith(confinement, command);
      }
      if (options.mode === "require") {
        throw unavailable(state);
      }
      return unconfined(command, state);
    },
  };
}

interface Found {
  readonly state: SandboxState;
  /** Not given when there is none that works. */
  readonly confinement?: Confinement;
}

async function tryBackend(options: SandboxOptions, task: Task): Promise<Found> {
  const { root, environment, mode, network = false } = options;
  const backend = findBackend(root, environment, mode);
  if (backend.kind === "none") {
    return { state: { backend: "none", network: true, why: backend.why } };
  }
  const tried = await trySandbox({ ...backend, network }, environment, task);
  return tried.why === undefined
    ? {
        state: { backend: backend.kind, network },
        confinement: { ...backend, isRecent: tried.isRecent, network, root },
      }
    : { state: { backend: "none", network: true, why: tried.why } };
}

function unconfined(loose: LooseCommand, sandbox: SandboxState): ConfinedCommand {
  const { command, args, cwd, environment } = loose;
  const release = releaseNothing;
  return { command, args, cwd, environment, sandbox, endsAsOne: false, notes: [], release };
}

async function releaseNothing(): Promise<readonly string[]> {
  return await Promise.resolve([]);
}

function unavailable({ why = "" }: SandboxState): ToolError {
  return new ToolError(
    "SANDBOX_UNAVAILABLE",
    `Tests run in a sandbox only, and there is none: ${why}`,
    "Ask the user to make it available (`repowright doctor` says how), or to start the server with --sandbox auto.",
  );
}
