import type { Config } from "../config.ts";
import { createEngine } from "../engine.ts";
import { serveUntilEnd } from "./serve-until-end.ts";

/** Serves one client on standard input and output. */
export async function serveCommand(config: Config): Promise<never> {
  if (process.stdin.isTTY) {
    process.stderr.write(
      "repowright is waiting for an MCP client on standard input; see repowright --help for what to type in a terminal.\n",
    );
  }
  return await serveUntilEnd(createEngine(config));
}
