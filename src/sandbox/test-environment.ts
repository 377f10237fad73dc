import { delimiter, dirname, join } from "node:path";

import {
  inheritVariables,
  toolchainVariables,
  userVariables,
  windowsVariables,
} from "../process/inherit-variables.ts";
import { programFolders } from "../process/program-folders.ts";
import type { Environment } from "../process/service-environment.ts";
import { isInside } from "../workspace/is-inside.ts";

export interface TestPlace {
  /** Absolute and real. */
  readonly root: string;
  /** Absolute, the root or inside it. */
  readonly cwd: string;
  /** Absolute, of this run alone; for temporary files. */
  readonly runFolder: string;
}

/**
 * The whole environment of a program of the repository. Of what we inherited only what a toolchain needs to find itself
 * is kept: no token, and nothing by which a test runner takes us for its parent (NODE_TEST_CONTEXT makes `node --test`
 * run nothing and answer 0). PATH begins with the packages' own programs, as npm has it; we start nothing from there.
 *
 * @param extra set as it is, and wins
 */
export function testEnvironment(
  inherited: Environment,
  { root, cwd, runFolder }: TestPlace,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const path = [...packagePrograms(root, cwd), ...programFolders(inherited, root)].join(delimiter);
  return {
    ...inheritVariables(inherited, isKept),
    PATH: path,
    TMPDIR: runFolder,
    TEMP: runFolder,
    TMP: runFolder,
    ...quiet,
    ...extra,
  };
}

function packagePrograms(root: string, cwd: string): readonly string[] {
  return isInside(root, cwd)
    ? [
        join(cwd, "node_modules", ".bin"),
        ...(cwd === root ? [] : packagePrograms(root, dirname(cwd))),
      ]
    : [];
}

function isKept(name: string): boolean {
  return keptNames.has(name) || (name.startsWith("LC_") && !secret.test(name));
}

const keptNames: ReadonlySet<string> = new Set([
  ...userVariables,
  ...windowsVariables,
  ...toolchainVariables,
]);
const secret = /TOKEN|SECRET|PASS|KEY/u;

/** Nobody reads along and nobody can answer. */
const quiet = {
  CI: "1",
  NO_COLOR: "1",
  FORCE_COLOR: "0",
  TERM: "dumb",
  GIT_TERMINAL_PROMPT: "0",
  // To the question whether to install, as `npx --no`.
  npm_config_yes: "false",
};
