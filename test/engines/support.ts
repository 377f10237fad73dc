import { join } from "node:path";

import { afterAll } from "vitest";
import type { ClientLimits } from "../../src/engines/client-limits.ts";
import type { EngineSpec } from "../../src/engines/engine-spec.ts";
import { openLanguageClient, type LanguageClient } from "../../src/engines/language-client.ts";
import type { Task } from "../../src/task.ts";
import { packageRoot } from "../support/package-root.ts";
import { temporaryFolder } from "../support/repository.ts";

/** A task, which ends only when a test says so. */
export function taskOf(signal = new AbortController().signal): Task {
  return { signal, progress: () => undefined };
}

export interface Opening extends Partial<ClientLimits> {
  readonly root: string;
  readonly spec: EngineSpec;
  readonly memoryBytes?: number;
}

/** How long a close may take: two seconds are promised, and a busy machine gets one more. */
export const closeMs = 3000;

const opened: LanguageClient[] = [];

afterAll(async () => {
  await Promise.all(opened.map(async (client) => await client.close()));
});

/** A client that is closed when the test file has run. */
export function open(opening: Opening): LanguageClient {
  const client = openLanguageClient({ environment: process.env, memoryBytes: 2e9, ...opening });
  opened.push(client);
  return client;
}

/** The server that does what it is asked; `mode` is how it starts and stops. */
export function fakeSpec(mode = ""): EngineSpec {
  return {
    id: "fake",
    title: "Fake",
    handles: () => "plaintext",
    find: () => ({
      command: process.execPath,
      args: [join(packageRoot, "dist", "test", "support", "fake-language-server.js"), mode],
      environment: { FAKE: "1" },
    }),
    initializationOptions: { fast: true },
    configuration: (section) => (section === "fake" ? { loud: false } : null),
    limitMemory: (launch, softBytes) => ({
      ...launch,
      args: [`--max-old-space-size=${Math.floor(softBytes / 1024 / 1024)}`, ...launch.args],
    }),
  };
}

/** A client of that server in an empty folder. */
export async function openFake(
  mode?: string,
  options: Partial<Opening> = {},
): Promise<LanguageClient> {
  return open({ root: await temporaryFolder(), spec: fakeSpec(mode), ...options });
}

/** Asks the fake server to do something. */
export async function act(
  client: LanguageClient,
  [verb, word = ""]: readonly [string, string?],
  { task = taskOf(), limitMs }: { readonly task?: Task; readonly limitMs?: number } = {},
): Promise<unknown> {
  return await client.request<unknown>("fake/act", { act: verb, word }, task, limitMs);
}
