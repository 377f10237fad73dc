import { delimiter } from "node:path";

import {
  inheritVariables,
  toolchainVariables,
  userVariables,
  windowsVariables,
} from "./inherit-variables.ts";
import { programFolders } from "./program-folders.ts";

/** The server's environment, handed down from `main.ts`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The whole environment of a service. It is built from nothing: of what we inherited only what a toolchain needs to find
 * itself is kept, so tokens, GIT_*, and NODE_OPTIONS are gone. PATH loses the folders that the repository could fill,
 * because services start programs themselves, as gopls starts `go`.
 *
 * @param root absolute and real
 * @param extra set as it is, and wins
 */
export function serviceEnvironment(
  inherited: Environment,
  root: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const environment = inheritVariables(inherited, isKept);
  const path = programFolders(inherited, root).join(delimiter);
  // An empty PATH means the working directory, which is the repository.
  return { ...environment, ...(path !== "" && { PATH: path }), ...extra };
}

function isKept(name: string): boolean {
  return keptNames.has(name) || keptPrefixes.some((prefix) => name.startsWith(prefix));
}

const keptPrefixes = ["LC_", "XDG_"];

const keptNames: ReadonlySet<string> = new Set([
  "TMPDIR",
  "TEMP",
  "TMP",
  ...userVariables,
  ...windowsVariables,
  ...toolchainVariables,
]);
