import { posix } from "node:path";

import { findInstalled } from "../workspace/find-installed.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { type Mapping, mappingFor } from "./npm-mapping.ts";
import { type NpmPackage, readNpmPackages } from "./npm-packages.ts";
import { type FileLookup, sourcesOf } from "./npm-sources.ts";
import { type ConfigFile, isConfigPath, readConfig } from "./typescript-configs.ts";

/** Import names with the files they mean, relative to the root. */
export type ImportPaths = ReadonlyMap<string, readonly string[]>;

/** How imports find files in a repository, beyond what a server knows by itself. */
export interface ImportResolution {
  /** Every configuration there is. */
  readonly configs: ReadonlyMap<RepoPath, ConfigFile>;
  /** Those of a folder, the ones that servers look for first. */
  configsIn(folder: string): readonly RepoPath[];
  /**
   * The `paths` of files in a folder, with those of its configuration; undefined when the configuration as it is says
   * it all.
   */
  pathsFor(folder: string, config: ConfigFile | undefined): ImportPaths | undefined;
  /** Whether files in a folder import packages that are not installed, and so need `pathsFor`. */
  lacksPackages(folder: string): boolean;
  /** Declared packages of the workspace whose imports resolve although they are not installed; sorted, known so far. */
  notInstalled(): readonly string[];
  /** Whether an import may name a file of this repository. */
  mayBeHere(source: string): boolean;
}

/** Whether a change of this file means reading the resolution again. */
export function decidesResolution(path: string): boolean {
  return isConfigPath(path) || path === "package.json" || path.endsWith("/package.json");
}

export function readResolution(
  root: string,
  files: ReadonlyMap<RepoPath, unknown>,
): ImportResolution {
  const configs = new Map<RepoPath, ConfigFile>();
  for (const path of files.keys()) {
    const config = isConfigPath(path) ? readConfig(root, path) : undefined;
    if (config !== undefined) {
      configs.set(path, config);
    }
  }
  const byFolder = new Map<string, RepoPath[]>();
  for (const path of [...configs.keys()].toSorted(
    (a, b) => Number(isUsual(b)) - Number(isUsual(a)),
  )) {
    const own = byFolder.get(folderOf(path)) ?? [];
    byFolder.set(folderOf(path), own);
    own.push(path);
  }
  const manifests = readNpmPackages(root, files.keys());
  const lookup = lookupIn([...files.keys()]);
  const packages = manifests.map((manifest) => ({
    manifest,
    sources: sourcesOf(manifest, lookup),
  }));
  const notInstalled = new Set<string>();
  const mappingIn = (folder: string): Mapping =>
    mappingFor(ownerOf(folder, manifests), packages, (name) => {
      const found = findInstalled(root, folder, name);
      return found && { workspaceFolder: found.realFolder };
    });

  return {
    configs,
    configsIn: (folder) => byFolder.get(folder) ?? [],
    pathsFor(folder, config) {
      const mapping = mappingIn(folder);
      mapping.notInstalled.forEach((name) => notInstalled.add(name));
      const own = config?.paths ?? new Map<string, readonly string[]>();
      const added = [...mapping.paths].filter(([name]) => !own.has(name));
      return added.length === 0 && config?.usesBaseUrl !== true
        ? undefined
        : new Map([...own, ...added.map(([name, path]) => [name, [path]] as const)]);
    },
    lacksPackages: (folder) => mappingIn(folder).notInstalled.length > 0,
    notInstalled: () => [...notInstalled].toSorted(),
    mayBeHere: (source) =>
      /^[./#~]|^@\//.test(source) ||
      manifests.some(({ name }) => source === name || source.startsWith(`${name}/`)) ||
      [...configs.values()].some(({ paths }) => startsLikeOneOf(source, paths)),
  };
}

/** An alias that a configuration makes; `baseUrl` makes one of everything, so it does not count. */
function startsLikeOneOf(source: string, paths: ImportPaths): boolean {
  return [...paths.keys()].some(
    (name) => name !== "*" && source.startsWith(name.replace(/\*.*$/, "")),
  );
}

/** The package that a folder belongs to: the nearest one up from it. */
function ownerOf(folder: string, packages: readonly NpmPackage[]): NpmPackage | undefined {
  const at = folder === "." ? "" : folder;
  return packages
    .filter((one) => one.folder === "" || at === one.folder || at.startsWith(`${one.folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

function lookupIn(paths: readonly string[]): FileLookup {
  const all = new Set(paths);
  return {
    has: (path) => all.has(path),
    hasLike: (start, end) => paths.some((path) => path.startsWith(start) && path.endsWith(end)),
  };
}

/** Configurations in the folders from a file up to the root; in each the ones that servers look for come first. */
export function configsAround(file: RepoPath, resolution: ImportResolution): readonly RepoPath[] {
  const found: RepoPath[] = [];
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    found.push(...resolution.configsIn(folder));
    if (folder === ".") {
      return found;
    }
  }
}

/** Whether a configuration has the name that servers look for. */
export function isUsual(config: string): boolean {
  return /(?:^|\/)[jt]sconfig\.json$/.test(config);
}

/** The folder of a file, `.` for the root. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}
