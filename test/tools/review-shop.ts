import { rm } from "node:fs/promises";
import { join } from "node:path";

import { gitAt } from "../support/git-at.ts";
import { writeFiles } from "../support/repository.ts";
import type { StartedServer } from "../support/start-server.ts";
import { serve } from "./check-shop.ts";

export interface ReviewedShop extends StartedServer {
  readonly root: string;
  readonly git: (...args: readonly string[]) => string;
}

/** Serves a repository with one commit, and changes files of it; null takes one away. */
export async function change(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string | null>>,
): Promise<ReviewedShop> {
  const server = await serve(before);
  await writeChange(server.root, now);
  return { ...server, git: gitAt(server.root) };
}

export async function writeChange(
  root: string,
  now: Readonly<Record<string, string | null>>,
): Promise<void> {
  for (const [path, text] of Object.entries(now)) {
    await (text === null ? rm(join(root, path)) : writeFiles(root, { [path]: text }));
  }
}
