import { languageOfPath } from "../languages/index.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { FileRole } from "./file-role.ts";
import type { Overview } from "./overview.ts";

type Folder = Overview["folders"][number];

/**
 * The folders one level below the scope, with the role that most of their files have, the largest first. One that holds
 * most of the files is opened: `src: 5000 files` alone says little.
 */
export function findFolders(
  scope: string,
  paths: readonly RepoPath[],
  roles: ReadonlyMap<RepoPath, FileRole>,
): Folder[] {
  const groups = childrenOf(scope, paths);
  const [main] = [...groups].toSorted((a, b) => b[1].length - a[1].length);
  const opened =
    main !== undefined && main[1].length * 2 > paths.length && main[1].length >= worthOpening
      ? openChain(...main)
      : [];
  return [...groups, ...opened]
    .map(([path, files]) => folderOf(path, files, roles))
    .toSorted((a, b) => b.files - a.files || (a.path < b.path ? -1 : 1));
}

/** Fewer files are listed in less time than they are described. */
const worthOpening = 40;

/** The folders in it; where one of them holds nearly all, those in that one: `src/main/java/com/shop`. */
function openChain(path: string, files: readonly RepoPath[]): ReadonlyMap<string, RepoPath[]> {
  const children = childrenOf(path, files);
  const [largest] = [...children].toSorted((a, b) => b[1].length - a[1].length);
  return largest !== undefined && largest[1].length > 0.9 * files.length
    ? openChain(...largest)
    : children;
}

function childrenOf(folder: string, paths: readonly RepoPath[]): ReadonlyMap<string, RepoPath[]> {
  const groups = new Map<string, RepoPath[]>();
  const prefix = folder === "" ? "" : `${folder}/`;
  for (const path of paths) {
    const slash = path.indexOf("/", prefix.length);
    if (slash > 0 && path.startsWith(prefix)) {
      const child = path.slice(0, slash);
      const group = groups.get(child);
      if (group === undefined) {
        groups.set(child, [path]);
      } else {
        group.push(path);
      }
    }
  }
  return groups;
}

function folderOf(
  path: string,
  files: readonly RepoPath[],
  roles: ReadonlyMap<RepoPath, FileRole>,
): Folder {
  const role = majority(files.map((file) => roleName(file, roles.get(file) ?? "other")));
  return { path, files: files.length, ...(role === undefined ? {} : { role }) };
}

function roleName(path: RepoPath, role: FileRole): string {
  const names: Readonly<Record<FileRole, string>> = {
    test: "tests",
    configuration: "configuration",
    instructions: "agent instructions",
    documentation: "documentation",
    other: languageOfPath(path) === undefined ? "data" : "sources",
  };
  return names[role];
}

function majority(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  const best = [...counts].toSorted((a, b) => b[1] - a[1])[0];
  return best !== undefined && best[1] * 2 > names.length ? best[0] : undefined;
}
