import type { Config } from "../config.ts";
import { ToolError } from "../errors.ts";
import { clients, type Client } from "../setup/clients.ts";
import { findLaunch } from "../setup/launch.ts";
import { planSetup, removeSetup, type SetupRequest, writeSetup } from "../setup/set-up.ts";
import { findClosest } from "../text/closest.ts";
import type { Command, CommandOptions, SetupOptions } from "./parse-command.ts";
import { renderRemoved, renderSetup, renderWritten } from "./render-setup.ts";
import type { Start } from "./run-command.ts";
import { readVersion } from "./version.ts";

/** Prints a client's registration, writes it into the client's configuration, or takes it out. */
export async function setupCommand(
  command: Extract<Command, { readonly kind: "setup" }>,
  config: Config,
  start: Start,
): Promise<number> {
  const installed = { ...start.installed, version: await readVersion() };
  const { scope, action } = command.setup;
  const request: SetupRequest = {
    client: getClient(command.client),
    scope,
    machine: start,
    root: config.root,
    launch: findLaunch(start, installed),
    options: serverOptions(command.options, config),
  };
  process.stdout.write(await run(request, action));
  return 0;
}

/** The options given, as words; paths are whole, for the client starts the server somewhere else. */
function serverOptions(given: CommandOptions, config: Config): string[] {
  const words = [
    ["--root", given.root && config.root],
    ["--cache-dir", given.cacheDir && config.cacheDirectory],
    ["--threads", given.threads],
    ["--engine-memory", given.engineMemory],
    ["--sandbox", given.sandbox],
  ] as const;
  return [
    ...words.flatMap(([name, value]) => (value === undefined ? [] : [name, value])),
    ...(given.testNetwork === true ? ["--test-network"] : []),
    ...(given.gitHooks === true ? ["--git-hooks"] : []),
  ];
}

async function run(request: SetupRequest, action: SetupOptions["action"]): Promise<string> {
  const { client, scope } = request;
  if (action === "remove") {
    return renderRemoved(client, await removeSetup(request));
  }
  const setup = await planSetup(request);
  return action === "print" || setup.after === setup.file.text
    ? renderSetup(client, scope, setup)
    : renderWritten(client, scope, setup, await writeSetup(setup));
}

/** @throws ToolError OPTION_INVALID naming the clients there are */
function getClient(name: string): Client {
  const client = clients.find(({ id }) => id === name);
  if (client !== undefined) {
    return client;
  }
  const names = clients.map(({ id }) => id);
  const closest = findClosest(name, names);
  const hint = closest === undefined ? "" : ` Did you mean ${closest}?`;
  throw new ToolError(
    "OPTION_INVALID",
    `No client ${JSON.stringify(name)}.${hint} Clients: ${names.join(", ")}.`,
    "For others, register the command repowright over stdio.",
  );
}
