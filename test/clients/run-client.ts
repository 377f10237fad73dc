import { stripVTControlCharacters } from "node:util";

import { execa } from "execa";

import type { ClientHome } from "./client-home.ts";

export interface ClientRun {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a client's program in the project to its end, without input. */
export async function runClient(
  [program, ...args]: readonly [program: string, ...args: string[]],
  cwd: string,
  { env }: ClientHome,
  more: Readonly<Record<string, string>> = {},
): Promise<ClientRun> {
  const { exitCode, stdout, stderr } = await execa(program, args, {
    cwd,
    env: { ...env, ...more },
    extendEnv: false,
    stdin: "ignore",
    reject: false,
    timeout: 110_000,
  });
  // Not every client heeds NO_COLOR.
  return {
    exitCode,
    stdout: stripVTControlCharacters(stdout),
    stderr: stripVTControlCharacters(stderr),
  };
}
