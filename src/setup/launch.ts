import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, join, sep } from "node:path";

/** Where a client is, and what of its surroundings decides where its settings are. */
export interface Machine {
  readonly home: string;
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The program a client starts, and its first arguments. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Why another way would be better, for whoever reads it. */
  readonly note?: string;
}

export interface Installed {
  /** Absolute paths of Node and of our program. */
  readonly node: string;
  readonly program: string;
  readonly version: string;
}

/**
 * How this installation is started by a client: by its name where that leads to it, else by its path. On Windows the name
 * is a script, which most clients cannot start.
 */
export function findLaunch({ environment, platform }: Machine, installed: Installed): Launch {
  if (platform !== "win32" && isOnPath(environment["PATH"] ?? "", installed.program)) {
    return { command: "repowright", args: [] };
  }
  const install = "npm install --global repowright makes the registration shorter and lasting.";
  return installed.program.includes(`${sep}_npx${sep}`)
    ? { ...byNpx(platform, installed.version), note: `It starts slowly by npx: ${install}` }
    : {
        command: installed.node,
        args: [installed.program],
        note: `It names files of this machine: ${install}`,
      };
}

function byNpx(platform: string, version: string): Launch {
  const words = ["-y", `repowright@${version}`];
  return platform === "win32"
    ? { command: "cmd", args: ["/c", "npx", ...words] }
    : { command: "npx", args: words };
}

function isOnPath(path: string, program: string): boolean {
  const first = path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "repowright"))
    .find(isProgram);
  return first !== undefined && realpathSync(first) === realpathSync(program);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there or not ours to run: the next folder is looked at.
    return false;
  }
}
