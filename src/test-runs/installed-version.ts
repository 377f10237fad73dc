import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { foldersUp } from "./find-program.ts";

/** The version of an npm package in the nearest `node_modules` that has it, up to the root. */
export function installedVersion(name: string, cwd: string, root: string): string | undefined {
  if (!/^(?:@[\w.-]+\/)?[\w.-]+$/u.test(name)) {
    return undefined;
  }
  for (const folder of foldersUp(cwd, root)) {
    const version = versionIn(join(folder, "node_modules", name, "package.json"));
    if (version !== undefined) {
      return version;
    }
  }
  return undefined;
}

const maxBytes = 1024 * 1024;

/** Links are followed: package managers install by them, and nothing but a version is taken from the file. */
function versionIn(file: string): string | undefined {
  try {
    const { size } = statSync(file);
    const parsed: unknown = size > maxBytes ? undefined : JSON.parse(readFileSync(file, "utf8"));
    const version =
      typeof parsed === "object" && parsed !== null && "version" in parsed
        ? parsed.version
        : undefined;
    return typeof version === "string" && /^[\w.+-]{1,64}$/u.test(version) ? version : undefined;
  } catch {
    // Not installed here, or no manifest: then no version is known.
    return undefined;
  }
}
