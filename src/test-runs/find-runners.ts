import { join } from "node:path";

import { ToolError } from "../errors.ts";
import type { Environment } from "../process/service-environment.ts";
import { groupBy } from "../text/group-by.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { findProgram } from "./find-program.ts";
import { findTestPackages } from "./find-test-packages.ts";
import { installedVersion } from "./installed-version.ts";
import type { TestSetup } from "./test-package.ts";

/** A test framework of the repository, and whether its program is here. */
export interface RunnerFinding {
  readonly runner: string;
  /** How many packages it runs the tests of. */
  readonly packages: number;
  /** How to get it, as a sentence, where it is not here. */
  readonly missing?: string;
}

/** What would run the tests of each package, the most used first. Files are read, and nothing is started. */
export function findRunners(
  root: string,
  paths: readonly RepoPath[],
  environment: Environment,
): RunnerFinding[] {
  const found = findTestPackages(root, paths).flatMap(({ folder, setups }) =>
    setups.map((setup) => ({
      runner: setup.framework.title,
      missing: findMissing(setup, join(root, folder), root, environment),
    })),
  );
  return [...groupBy(found, ({ runner }) => runner)]
    .map(([runner, packages]) => {
      const missing = packages.find((one) => one.missing !== undefined)?.missing;
      return { runner, packages: packages.length, ...(missing !== undefined && { missing }) };
    })
    .toSorted((a, b) => b.packages - a.packages);
}

/** A framework knows by itself what it would start: it is asked for a plan, which nobody carries out. */
function findMissing(
  { framework, detected }: TestSetup,
  cwd: string,
  root: string,
  environment: Environment,
): string | undefined {
  try {
    framework.plan({
      root,
      cwd,
      detected,
      updateSnapshots: false,
      runFolder: cwd,
      reporters: cwd,
      find: (program) => findProgram(program, cwd, root, environment),
      installedVersion: (name) => installedVersion(name, cwd, root),
    });
    return undefined;
  } catch (error) {
    if (error instanceof ToolError) {
      return error.code === "RUNNER_NOT_FOUND" ? error.next : undefined;
    }
    throw error;
  }
}
