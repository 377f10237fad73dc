import { parseConfig, type Surroundings } from "../config.ts";
import { ToolError } from "../errors.ts";
import { renderName } from "../text/visible.ts";
import { parseCommand, type Command } from "./parse-command.ts";
import { usage } from "./usage.ts";
import { readVersion } from "./version.ts";

/** What `main.ts` read of the process. */
export type Start = Omit<Surroundings, "options"> & {
  readonly argv: readonly string[];
  /** Absolute paths of Node and of our program, as they were started. */
  readonly installed: { readonly node: string; readonly program: string };
};

const wrongUsage = 2;
const refused = 1;

/** Does what the command line asks for and returns the exit status. */
export async function runCommand(start: Start): Promise<number> {
  try {
    return await run(parseCommand(start.argv), start);
  } catch (error) {
    if (error instanceof ToolError) {
      process.stderr.write(`repowright: ${renderName(error.message)} ${error.next}\n`);
      return error.code === "OPTION_INVALID" ? wrongUsage : refused;
    }
    throw error;
  }
}

/** Each command loads its own code: the SDK takes longer to load than `--version` takes to answer. */
async function run(command: Command, start: Start): Promise<number> {
  if (command.kind === "help" || command.kind === "version") {
    process.stdout.write(command.kind === "help" ? usage : `${await readVersion()}\n`);
    return 0;
  }
  const config = parseConfig({ ...start, options: command.options });
  if (command.kind === "call") {
    const { callCommand } = await import("./call-command.ts");
    return await callCommand(command.tool, command.given, config);
  }
  if (command.kind === "doctor") {
    const { doctorCommand } = await import("./doctor-command.ts");
    return await doctorCommand(command.json, config, start);
  }
  if (command.kind === "review") {
    const { reviewCommand } = await import("./review-command.ts");
    return await reviewCommand(command.review, config);
  }
  if (command.kind === "setup") {
    const { setupCommand } = await import("./setup-command.ts");
    return await setupCommand(command, config, start);
  }
  const { serveCommand } = await import("./serve-command.ts");
  return await serveCommand(config);
}
