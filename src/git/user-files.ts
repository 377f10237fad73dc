import { homedir } from "node:os";
import { join, resolve } from "node:path";

import type { GitSetting } from "./git-config.ts";
import type { Environment } from "./git-environment.ts";

/** Absolute paths of files that decide what git says without being part of a repository. They need not exist. */
export interface UserFiles {
  readonly excludesFile: string;
  /** Every file that settings were read from, also the repository's own, and those that could be there. */
  readonly configFiles: readonly string[];
}

/** @param workTree what relative paths in a configuration count from */
export function userFiles(
  settings: readonly GitSetting[],
  environment: Environment,
  workTree: string,
): UserFiles {
  const home = environment["HOME"] ?? homedir();
  const folder = join(environment["XDG_CONFIG_HOME"] || join(home, ".config"), "git");

  function absolute(path: string): string {
    return resolve(workTree, path.replace(/^~(?=[\\/])/u, home));
  }

  const excludes = settings.findLast(({ key }) => key === "core.excludesfile")?.value;
  const found = settings.flatMap(({ file }) => (file === "" ? [] : absolute(file)));
  return {
    excludesFile: excludes ? absolute(excludes) : join(folder, "ignore"),
    configFiles: [...new Set([...found, join(home, ".gitconfig"), join(folder, "config")])],
  };
}
