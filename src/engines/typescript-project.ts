import { posix } from "node:path";

import { fingerprint } from "../text/fingerprint.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import type { ConfigFile } from "./typescript-configs.ts";
import { folderOf, type ImportResolution, type ImportPaths } from "./typescript-resolution.ts";

/** A project that a server is asked to load. */
export interface ProjectFile {
  /** Of its configuration, relative to the root. */
  readonly path: string;
  /** What the server is told that it holds; undefined for a configuration as it is on disk. */
  readonly text?: string;
}

/**
 * The project of a configuration. Where imports need more than it says, a configuration on no disk takes its place: it
 * extends the real one and has the same files. It leaves out references to projects whose packages are not installed: a
 * server finds the imports of a referenced project's files by that project's own configuration on disk.
 */
export function configuredProject(
  config: ConfigFile,
  files: readonly RepoPath[],
  resolution: ImportResolution,
): ProjectFile {
  const paths = resolution.pathsFor(folderOf(config.path), config);
  const references = config.references.filter((path) => isAsOnDisk(path, resolution));
  return paths === undefined && references.length === config.references.length
    ? { path: config.path }
    : virtualProject({ config, files, paths: paths ?? config.paths, references, name: "project" });
}

/** Whether the configurations of a referenced project and of all that it references say where imports lead. */
function isAsOnDisk(
  path: string,
  resolution: ImportResolution,
  seen: Set<string> = new Set(),
): boolean {
  const config = [path, posix.join(path, "tsconfig.json")]
    .map((candidate) => resolution.configs.get(asRepoPath(candidate)))
    .find((found) => found !== undefined);
  if (config === undefined || seen.has(config.path)) {
    return true;
  }
  seen.add(config.path);
  return (
    !resolution.lacksPackages(folderOf(config.path)) &&
    config.references.every((reference) => isAsOnDisk(reference, resolution, seen))
  );
}

/** A project for files that no configuration covers, with the options of the nearest one, or of none. */
export function syntheticProject(
  config: ConfigFile | undefined,
  files: readonly RepoPath[],
  resolution: ImportResolution,
): ProjectFile {
  const paths =
    resolution.pathsFor(config === undefined ? "." : folderOf(config.path), config) ??
    config?.paths ??
    new Map<string, readonly string[]>();
  return virtualProject({ config, files, paths, references: [], name: "synthetic" });
}

interface VirtualProject {
  readonly config: ConfigFile | undefined;
  readonly files: readonly RepoPath[];
  readonly paths: ImportPaths;
  readonly references: readonly string[];
  readonly name: "project" | "synthetic";
}

/**
 * It lies in a folder of `node_modules`, where servers do not look for the project a file belongs to: telling a server of
 * a configuration elsewhere makes it load every project up to the root. From there `types` are found as from the real one.
 */
function virtualProject({ config, files, paths, references, name }: VirtualProject): ProjectFile {
  const home = config === undefined ? "." : folderOf(config.path);
  const folder = posix.join(home, "node_modules", ".repowright");
  const here = (path: string): string => relativeTo(folder, path);
  const text = JSON.stringify({
    ...(config !== undefined && { extends: here(config.path) }),
    files: files.map(here),
    include: [],
    references: references.map((path) => ({ path: here(path) })),
    compilerOptions: {
      ...(config === undefined && withoutConfiguration),
      // What plain JavaScript leaves open, strictness would take for unknown.
      ...(config === undefined && { strict: files.some((path) => /\.[cm]?tsx?$/.test(path)) }),
      ...(name === "synthetic" && forAnyFile),
      // Composite projects have one; their files lie outside of this folder, and some outside of the configuration's.
      rootDir: here("."),
      paths: Object.fromEntries([...paths].map(([key, targets]) => [key, targets.map(here)])),
    },
  });
  const ending = config === undefined ? "none" : posix.basename(config.path, ".json");
  // The server reads a configuration once and does not see that its document changed, so other text has another name.
  return { path: posix.join(folder, `${name}.${ending}.${fingerprint(text)}.json`), text };
}

/** Nothing is emitted, and nothing may keep a file out. */
const forAnyFile = {
  allowJs: true,
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
};

/** What scripts and plain JavaScript are most often run with. */
const withoutConfiguration = {
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  allowImportingTsExtensions: true,
  jsx: "preserve",
  resolveJsonModule: true,
  esModuleInterop: true,
  skipLibCheck: true,
};

/** Paths of a configuration must begin with a dot. */
function relativeTo(folder: string, path: string): string {
  const relative = posix.relative(folder, path);
  return relative.startsWith(".") ? relative : `./${relative}`;
}
