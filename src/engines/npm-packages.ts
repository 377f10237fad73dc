import { z } from "zod";

import { ToolError } from "../errors.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** A package of the workspace, as its package.json describes it. */
export interface NpmPackage {
  readonly name: string;
  /** The root is `""`. */
  readonly folder: string;
  readonly version?: string | undefined;
  readonly exports: unknown;
  /** Files that may be its main module, the one closest to the sources first. */
  readonly mains: readonly string[];
  /** Names of dependencies of every kind with the versions asked for. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/** Reads the named packages of a repository. A package.json that is none, or has no name, is left out. */
export function readNpmPackages(root: string, files: Iterable<RepoPath>): NpmPackage[] {
  const found: NpmPackage[] = [];
  for (const path of files) {
    if (path === "package.json" || path.endsWith("/package.json")) {
      const one = readPackage(root, path);
      if (one !== undefined) {
        found.push(one);
      }
    }
  }
  return found;
}

function readPackage(root: string, path: RepoPath): NpmPackage | undefined {
  const parsed = manifest.safeParse(readJson(root, path));
  if (!parsed.success) {
    return undefined;
  }
  const { name, version, exports, source, types, typings, module, main } = parsed.data;
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = parsed.data;
  return {
    name,
    folder: path.slice(0, Math.max(0, path.length - "/package.json".length)),
    version,
    exports,
    mains: [source, types, typings, module, main].filter((one) => one !== undefined),
    dependencies: new Map(
      [peerDependencies, optionalDependencies, devDependencies, dependencies].flatMap((one) =>
        Object.entries(one ?? {}),
      ),
    ),
  };
}

function readJson(root: string, path: RepoPath): unknown {
  try {
    return JSON.parse(readInsideSync(root, path, { maxBytes: maxManifestBytes }).bytes.toString());
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

const maxManifestBytes = 1024 * 1024;

const text = z.string().optional().catch(undefined);
const versions = z.record(z.string(), z.string()).optional().catch(undefined);

/** Only what resolution needs; a field of another form than npm's counts as absent. */
const manifest = z.object({
  name: z.string().min(1),
  version: text,
  exports: z.unknown().optional(),
  source: text,
  types: text,
  typings: text,
  module: text,
  main: text,
  dependencies: versions,
  devDependencies: versions,
  peerDependencies: versions,
  optionalDependencies: versions,
});
