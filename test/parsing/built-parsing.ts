import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";

import type { openParsing as OpenParsing, Parsing } from "../../src/parsing/parsing.ts";
import { type RepoPath, asRepoPath } from "../../src/workspace/repo-path.ts";
import { packageRoot } from "../support/package-root.ts";

const opened: Parsing[] = [];

afterAll(async () => {
  await Promise.all(opened.splice(0).map(async (parsing) => await parsing.close()));
});

/** Parsing with real threads, which only the build has; closed when the test file has run. */
export async function openBuiltParsing(root: string): Promise<Parsing> {
  const dist = join(packageRoot, "dist");
  const module: unknown = await import(
    pathToFileURL(join(dist, "src", "parsing", "parsing.js")).href
  );
  const { openParsing } = module as { openParsing: typeof OpenParsing };
  const parsing = openParsing({
    root,
    threads: 2,
    grammars: join(dist, "grammars"),
    queries: join(dist, "src", "languages"),
  });
  opened.push(parsing);
  return parsing;
}

export function paths(...names: readonly string[]): readonly RepoPath[] {
  return names.map(asRepoPath);
}

/** A task nobody watches. */
export function task(signal: AbortSignal = new AbortController().signal): {
  readonly signal: AbortSignal;
  progress(): void;
} {
  return { signal, progress: () => undefined };
}
