import { execa } from "execa";

import { findOnPath } from "./find-on-path.ts";
import type { Environment } from "./service-environment.ts";

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * The command, started so that the kernel kills it when the thread that starts it ends, also by SIGKILL and also when
 * the program is stopped or hangs. That takes Linux and util-linux's `setpriv`, which becomes the program: the process
 * id stays. Elsewhere the command is answered as it is, and a service ends because its standard input does, which a
 * language server heeds unless it hangs, and because `initialize` tells it our process id.
 *
 * Only the program itself is tied, not what it starts: that has to watch its own standard input.
 */
export async function tieToUs(
  command: Command,
  environment: Environment,
  root: string,
): Promise<Command> {
  const setpriv =
    process.platform === "linux" ? findOnPath("setpriv", environment, root) : undefined;
  return setpriv !== undefined && (await canTie(setpriv))
    ? { command: setpriv, args: [...tie, "--", command.command, ...command.args] }
    : command;
}

const tie = ["--pdeathsig", "KILL"];

/** Not every `setpriv` can: busybox has a small one, and util-linux learnt it in 2.33. */
async function canTie(setpriv: string): Promise<boolean> {
  const { exitCode } = await execa(setpriv, [...tie, "--version"], {
    reject: false,
    stdio: "ignore",
    env: {},
    extendEnv: false,
    timeout: probeMs,
  });
  return exitCode === 0;
}

const probeMs = 2000;
