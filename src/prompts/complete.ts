import type { Complete } from "../mcp/prompt.ts";
import { completeName } from "../text/complete.ts";

/** Files and folders. */
export const completePath: Complete = async (typed, { engine, ...task }) => {
  const files = await engine.findPaths(task);
  return completeName(typed, [...foldersOf(files), ...files]);
};

/** Folders alone. */
export const completeFolder: Complete = async (typed, { engine, ...task }) =>
  completeName(typed, foldersOf(await engine.findPaths(task)));

function foldersOf(files: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      folders.add(file.slice(0, end));
    }
  }
  return [...folders].toSorted();
}

/** Names of definitions; of those that share one, the path as well. */
export const completeSymbol: Complete = async (typed, { engine, ...task }) => {
  if (typed === "") {
    return [];
  }
  const request = { kinds: [], includeSource: false, offset: 0, limit: 200 };
  const found = await engine.findSymbols({ ...request, query: typed, match: "prefix" }, task);
  const { symbols } =
    found.total > 0
      ? found
      : await engine.findSymbols({ ...request, query: typed, match: "smart" }, task);
  const paths = new Map<string, Set<string>>();
  for (const { qualified_name: name, path } of symbols) {
    paths.set(name, (paths.get(name) ?? new Set()).add(path));
  }
  const names = [...paths].flatMap(([name, within]) =>
    within.size === 1 ? name : [...within].map((path) => `${path}#${name}`),
  );
  return names;
};
