import type { ModuleRules, SourceTree } from "../languages/module-rules.ts";
import { readNpmPackages } from "../engines/npm-packages.ts";
import { sourcesOf } from "../engines/npm-sources.ts";
import { isConfigPath, readConfig } from "../engines/typescript-configs.ts";
import { readSource } from "../repository/read-source.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** The files of a repository as the rules of a language look for modules in them. */
export function openSourceTree(
  root: string,
  paths: readonly RepoPath[],
  rules: ModuleRules,
): SourceTree {
  const known = new Set<string>(paths);
  const byName = once(() => group(paths, nameOf));
  const byFolder = once(() => group(paths, folderOf));
  const folders = once(() => group(allFolders(byFolder().keys()), nameOf));
  const aliases = once(() => aliasesIn(root, paths));
  const packages = packagesIn(root, paths, rules);
  const found = new Map<string, readonly string[]>();
  return {
    has: (path) => known.has(path),
    endingWith: (tail) => endingWith(byName().get(nameOf(tail)) ?? [], tail),
    foldersEndingWith: (tail) => endingWith(folders().get(nameOf(tail)) ?? [], tail),
    inFolder: (folder) => byFolder().get(folder) ?? [],
    packages,
    namesOf: (path) =>
      aliases().flatMap(({ names }) =>
        [...names].flatMap(([name, targets]) => (targets.includes(path) ? name : [])),
      ),
    aliased(source, from) {
      const key = `${folderOf(from)} ${source}`;
      const targets = found.get(key) ?? pathsFor(source, from, aliases());
      found.set(key, targets);
      return targets;
    },
  };
}

/** Import names, with `*` for any part, and the paths they may mean, for the files of a folder. */
interface Aliases {
  readonly folder: string;
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** Configuration that lies nearer comes first; packages of the workspace can be imported everywhere. */
function aliasesIn(root: string, paths: readonly RepoPath[]): readonly Aliases[] {
  const known = new Set<string>(paths);
  const files = {
    has: (path: string) => known.has(path),
    hasLike: (start: string, end: string) =>
      paths.some((path) => path.startsWith(start) && path.endsWith(end)),
  };
  const configured = paths.filter(isConfigPath).flatMap((path) => {
    const config = readConfig(root, path);
    return config === undefined ? [] : [{ folder: folderOf(path), names: config.paths }];
  });
  const packages = readNpmPackages(root, paths).map((one) => ({
    folder: "",
    names: new Map([...sourcesOf(one, files)].map(([name, path]) => [name, [path]])),
  }));
  return [...configured.toSorted((a, b) => b.folder.length - a.folder.length), ...packages];
}

function pathsFor(source: string, from: string, aliases: readonly Aliases[]): readonly string[] {
  return aliases
    .filter(({ folder }) => folder === "" || from.startsWith(`${folder}/`))
    .flatMap(({ names }) => [...names].flatMap(([name, paths]) => matched(source, name, paths)));
}

function matched(source: string, pattern: string, paths: readonly string[]): readonly string[] {
  const star = pattern.indexOf("*");
  if (star < 0) {
    return source === pattern ? paths : [];
  }
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits =
    source.length >= start.length + end.length && source.startsWith(start) && source.endsWith(end);
  const part = source.slice(start.length, source.length - end.length);
  return fits ? paths.map((path) => path.replace("*", () => part)) : [];
}

function packagesIn(
  root: string,
  paths: readonly RepoPath[],
  { manifest }: ModuleRules,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of manifest === undefined ? [] : paths) {
    if (nameOf(path) === manifest?.filename) {
      const source = readSource(root, path);
      const name = source.kind === "text" ? manifest.nameIn(source.lines.join("\n")) : undefined;
      found.set(name ?? "", folderOf(path));
    }
  }
  found.delete("");
  return found;
}

function endingWith(paths: readonly string[], tail: string): readonly string[] {
  return paths.filter((path) => path === tail || path.endsWith(`/${tail}`));
}

function* allFolders(folders: Iterable<string>): Generator<string> {
  const seen = new Set<string>();
  for (const folder of folders) {
    for (let at = folder; at !== "" && !seen.has(at); at = folderOf(at)) {
      seen.add(at);
      yield at;
    }
  }
}

function group(
  paths: Iterable<string>,
  keyOf: (path: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const key = keyOf(path);
    const grouped = groups.get(key) ?? [];
    groups.set(key, grouped);
    grouped.push(path);
  }
  return groups;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
