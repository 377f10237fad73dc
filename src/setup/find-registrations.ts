import { ToolError } from "../errors.ts";
import { clients, type Scope } from "./clients.ts";
import { readConfiguration } from "./configuration-file.ts";
import type { Machine } from "./launch.ts";
import { findRegistration, parseConfiguration } from "./registration.ts";
import { configurationPath } from "./set-up.ts";

/** A client that has a configuration here, and whether we are in it. */
export interface FoundClient {
  readonly id: string;
  readonly title: string;
  readonly scope: Scope;
  readonly path: string;
  readonly state: "registered" | "not registered" | "unreadable";
}

/** Every configuration that is there, of every client. None is changed. */
export async function findRegistrations(machine: Machine, root: string): Promise<FoundClient[]> {
  const found: FoundClient[] = [];
  for (const client of clients) {
    for (const scope of client.project.length === 0 ? (["user"] as const) : scopes) {
      const path = configurationPath({ client, scope, machine, root });
      const state = await stateOf(path, client);
      if (state !== undefined) {
        found.push({ id: client.id, title: client.title, scope, path, state });
      }
    }
  }
  return found;
}

const scopes = ["user", "project"] as const;

async function stateOf(
  path: string,
  { format, map }: (typeof clients)[number],
): Promise<FoundClient["state"] | undefined> {
  try {
    const { text } = await readConfiguration(path);
    if (text === undefined) {
      return undefined;
    }
    const known = findRegistration(parseConfiguration(text, format), map);
    return known === undefined ? "not registered" : "registered";
  } catch (error) {
    // A folder in its place, or no rights: it is told, and for the person to look at.
    if (error instanceof ToolError || error instanceof Error) {
      return "unreadable";
    }
    throw error;
  }
}
