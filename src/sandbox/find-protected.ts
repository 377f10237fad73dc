import type { Dirent } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";

import { isDependencyFolder } from "../workspace/dependency-folders.ts";
import { isInside } from "../workspace/is-inside.ts";
import { isAgentFile, isSecretFile } from "./agent-files.ts";
import { isPlaceholder } from "./hold-missing.ts";

/** What is to be protected in a repository, as absolute real paths. */
export interface Protected {
  readonly fixed: readonly string[];
  readonly secret: readonly string[];
  /** Links with such a name. What they lead to is protected; they can be replaced, so they are looked at afterwards. */
  readonly links: readonly string[];
  /** Whether there were more folders than are looked at. */
  readonly isPartial: boolean;
}

/**
 * Looks through the root for what a confined program must not change or read; not in folders of dependencies, and without
 * the placeholders that runs lay there.
 */
export async function findProtected(root: string): Promise<Protected> {
  const found: Record<keyof Omit<Protected, "isPartial">, string[]> = {
    fixed: [],
    secret: [],
    links: [],
  };
  const folders = [root];
  let seen = 0;
  while (folders.length > 0 && seen < maxFolders) {
    const batch = folders.splice(0, batchFolders);
    seen += batch.length;
    const entries = (await Promise.all(batch.map(readFolder))).flat();
    for (const entry of entries) {
      const kind = kindOf(entry);
      const path = join(entry.parentPath, entry.name);
      if (kind === "folder") {
        folders.push(path);
      } else if (kind !== undefined && !(await isPlaceholder(path))) {
        const isLink = entry.isSymbolicLink();
        const target = isLink ? await findTarget(root, path) : path;
        found[kind].push(...(target === undefined ? [] : [target]));
        found.links.push(...(isLink ? [path] : []));
      }
    }
  }
  return { ...found, isPartial: folders.length > 0 };
}

function kindOf(entry: Dirent): "fixed" | "secret" | "folder" | undefined {
  const { name } = entry;
  if (isAgentFile(name)) {
    return "fixed";
  }
  if (entry.isDirectory()) {
    return isDependencyFolder(name) ? undefined : "folder";
  }
  return isSecretFile(name) ? "secret" : undefined;
}

/** Reading 20,000 folders takes about a second; a repository of more is looked at from the top. */
const maxFolders = 20_000;
const batchFolders = 64;

async function readFolder(folder: string): Promise<readonly Dirent[]> {
  // A folder that cannot be read by us cannot be read by what we start.
  return await readdir(folder, { withFileTypes: true }).catch(() => []);
}

/** What a link leads to, when it lies in the root: nothing else can be written to anyway. */
async function findTarget(root: string, link: string): Promise<string | undefined> {
  const target = await realpath(link).catch(() => undefined);
  return target !== undefined && target !== root && isInside(root, target) ? target : undefined;
}
