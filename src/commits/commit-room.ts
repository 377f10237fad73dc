import type { Environment } from "../git/git-environment.ts";
import type { Git } from "../git/open-git.ts";
import type { Task } from "../task.ts";
import type { EditStore } from "../transaction/edit-store.ts";
import type { Unavailable } from "../workspace/listing.ts";

/** What a commit needs. */
export interface CommitRoom {
  readonly openGit: (signal: AbortSignal) => Promise<Git | Unavailable>;
  readonly environment: Environment;
  /** Whether the person who started the server lets hooks and the program that signs run. */
  readonly runsHooks: boolean;
  readonly store: (task: Task) => Promise<EditStore>;
  /** Without putting anything right. */
  readonly findStore: (signal: AbortSignal) => Promise<EditStore>;
}
