import { findBackend } from "../sandbox/find-backend.ts";
import type { SandboxMode } from "../sandbox/sandbox.ts";

/** What the programs of a repository can reach: anything without a sandbox. */
export type Reach = "anything" | "repository and network" | "repository";

/** As far as can be told without trying the sandbox, which takes longer than a client waits for the list of tools. */
export function findReach({
  root,
  environment,
  sandbox,
  testNetwork,
}: {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly sandbox: SandboxMode;
  readonly testNetwork: boolean;
}): Reach {
  if (findBackend(root, environment, sandbox).kind === "none") {
    return "anything";
  }
  return testNetwork ? "repository and network" : "repository";
}
