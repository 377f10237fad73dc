import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";

import { ToolError } from "../errors.ts";
import { isInside } from "../workspace/is-inside.ts";
import { type Client, type Scope, wordsOf } from "./clients.ts";
import type { Values } from "./config-format.ts";
import {
  readBackup,
  readConfiguration,
  writeConfiguration,
  type ConfigurationFile,
} from "./configuration-file.ts";
import type { Launch, Machine } from "./launch.ts";
import {
  addRegistration,
  dropRegistration,
  findRegistration,
  parseConfiguration,
  type Registration,
} from "./registration.ts";

export interface SetupRequest {
  readonly client: Client;
  readonly scope: Scope;
  readonly machine: Machine;
  /** Absolute: the project, for its own configuration and for clients that do not say which is open. */
  readonly root: string;
  readonly launch: Launch;
  /** Options of the command line that the registration shall have. Without any, those it has stay. */
  readonly options: readonly string[];
}

export interface Setup {
  readonly file: ConfigurationFile;
  /** What the client would start. */
  readonly launch: Launch;
  readonly registration: Registration;
  /** What is registered now. */
  readonly known: Values | undefined;
  /** The whole configuration with the registration; the file's own text when there is nothing to do. */
  readonly after: string;
}

/**
 * What registering would come to; nothing is written.
 *
 * @throws ToolError CONFIG_UNREADABLE, CONFIG_UNCLEAR, NO_SUCH_SCOPE, CONFIG_OUTSIDE
 */
export async function planSetup(request: SetupRequest): Promise<Setup> {
  const { client } = request;
  const path = configurationPath(request);
  return await about(path, async () => {
    const file = await readInside(path, request);
    const text = file.text ?? "";
    const known = findRegistration(parseConfiguration(text, client.format), client.map);
    const launch = withOptions(request, known);
    const registration = {
      map: client.map,
      entry: client.entry(launch),
      defaults: client.defaults,
    };
    const after = addRegistration(text, client.format, registration);
    return { file, launch, registration, known, after };
  });
}

/** Writes what was planned. @returns where the copy of the file before is, if there was one */
export async function writeSetup({ file, after }: Setup): Promise<string | undefined> {
  return await about(file.path, async () => await writeConfiguration(file, after));
}

/** Takes the registration out. @returns the file, and whether there was one to take out */
export async function removeSetup(request: SetupRequest): Promise<{
  readonly path: string;
  readonly isRemoved: boolean;
  readonly backup?: string | undefined;
}> {
  const { client } = request;
  const path = configurationPath(request);
  return await about(path, async () => {
    const file = await readInside(path, request);
    const text = file.text ?? "";
    if (findRegistration(parseConfiguration(text, client.format), client.map) === undefined) {
      return { path: file.path, isRemoved: false };
    }
    const after = dropRegistration(text, client.format, client.map, await readBackup(file));
    return { path: file.path, isRemoved: true, backup: await writeConfiguration(file, after) };
  });
}

/** Absolute: the first that is there, else the first. */
export function configurationPath({
  client,
  scope,
  machine,
  root,
}: Pick<SetupRequest, "client" | "scope" | "machine" | "root">): string {
  const paths =
    scope === "user" ? client.user(machine) : client.project.map((path) => join(root, path));
  const path = paths.find((one) => existsSync(one)) ?? paths[0];
  if (path === undefined) {
    throw new ToolError(
      "NO_SUCH_SCOPE",
      `${client.title} has no configuration of a project.`,
      "Leave out --scope project.",
    );
  }
  return path;
}

/** A repository may hold a link in place of a client's folder; what it leads to is not the project's. */
async function readInside(path: string, { scope, root }: SetupRequest): Promise<ConfigurationFile> {
  const file = await readConfiguration(path);
  if (scope === "project" && !isInside(realpathSync(root), file.path)) {
    throw new ToolError(
      "CONFIG_OUTSIDE",
      `A link leads to ${file.path}, outside the project.`,
      "Look at that link; nothing was written.",
    );
  }
  return file;
}

/** What the client starts: the program, the options given or else those the entry has, and the root where it needs one. */
function withOptions(request: SetupRequest, known: Values | undefined): Launch {
  const { client, launch, options, root } = request;
  const kept = options.length > 0 ? options : optionsOf(known ?? {});
  const rooted = kept.some((word) => /^--root(?:=|$)/u.test(word));
  const words = client.root === "written down" && options.length === 0 ? withoutRoot(kept) : kept;
  const how = { variable: ["--root", "${workspaceFolder}"], "written down": ["--root", root] };
  const named =
    client.root === "started there" || (rooted && words === kept) ? [] : how[client.root];
  return { ...launch, args: [...launch.args, ...words, ...named] };
}

/** The words of an entry behind those that start us. */
function optionsOf(known: Values): readonly string[] {
  const words = wordsOf(known);
  const program = words.findIndex((word) =>
    /(?:^|[\\/])(?:repowright(?:@[\w.+-]+)?|main\.js)$/u.test(word),
  );
  return program === -1 ? [] : words.slice(program + 1);
}

function withoutRoot(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => /^--root(?:=|$)/u.test(word));
  return at === -1 ? words : words.toSpliced(at, words[at] === "--root" ? 2 : 1);
}

/** Failures say which file they are about. */
async function about<Value>(path: string, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ToolError) {
      throw new ToolError(error.code, `${path}: ${error.message}`, error.next, { cause: error });
    }
    throw error;
  }
}
