import { basename } from "node:path";

import { languageOfPath } from "../languages/index.ts";
import { scopeOf } from "../repository/path-scope.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { ListedFile } from "../workspace/listing.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { fileRole, type FileRole } from "./file-role.ts";
import { findPackages } from "./find-packages.ts";
import { findTests } from "./find-tests.ts";
import { otherLanguageOf } from "./other-languages.ts";
import type { Overview, OverviewRequest } from "./overview.ts";

/** Describes the listed files: names, places and manifests; no source is parsed for it. */
export async function getOverview(
  repository: Repository,
  request: OverviewRequest,
  task: Task,
): Promise<Overview> {
  const tree = await repository.files(task);
  const scope = scopeOf(repository.root, tree.files, request.path);
  const { packages, notes } = findPackages(repository.root, scope.files);
  const roles = new Map(scope.files.map((path) => [path, fileRole(path)]));
  const withRole = (role: FileRole): RepoPath[] =>
    scope.files.filter((path) => roles.get(path) === role);
  return {
    root_name: basename(repository.root),
    files: scope.files.length,
    listed_by: tree.via,
    languages: languagesOf(scope.files, tree.files),
    packages,
    folders: foldersOf(scope.path, scope.files, roles),
    tests: findTests(scope.files),
    configuration: outermost(withRole("configuration")),
    instructions: outermost(withRole("instructions")),
    documentation: outermost(withRole("documentation")),
    notes: [...notes, ...tree.notes],
  };
}

function languagesOf(
  paths: readonly RepoPath[],
  files: ReadonlyMap<RepoPath, ListedFile>,
): Overview["languages"] {
  const counts = new Map<string, { files: number; bytes: number; symbols: "syntax" | "none" }>();
  for (const path of paths) {
    const language = languageOfPath(path);
    const title = language?.title ?? otherLanguageOf(path);
    if (title !== undefined) {
      const count = counts.get(title) ?? {
        files: 0,
        bytes: 0,
        symbols: language === undefined ? "none" : "syntax",
      };
      counts.set(title, {
        ...count,
        files: count.files + 1,
        bytes: count.bytes + (files.get(path)?.stamp.size ?? 0),
      });
    }
  }
  return [...counts]
    .map(([language, count]) => ({ language, ...count }))
    .toSorted((a, b) => b.bytes - a.bytes || (a.language < b.language ? -1 : 1));
}

/** The folders one level below the scope, with the role that most of their files have. */
function foldersOf(
  scope: string,
  paths: readonly RepoPath[],
  roles: ReadonlyMap<RepoPath, FileRole>,
): Overview["folders"] {
  const groups = new Map<string, RepoPath[]>();
  const prefix = scope === "" ? "" : `${scope}/`;
  for (const path of paths) {
    const slash = path.indexOf("/", prefix.length);
    if (slash > 0) {
      const folder = path.slice(0, slash);
      const group = groups.get(folder);
      if (group === undefined) {
        groups.set(folder, [path]);
      } else {
        group.push(path);
      }
    }
  }
  return [...groups].map(([path, files]) => {
    const role = majority(files.map((file) => roleName(file, roles.get(file) ?? "other")));
    return { path, files: files.length, ...(role === undefined ? {} : { role }) };
  });
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

/** The files nearest to the root first; a monorepo repeats its configuration in every package. */
function outermost(paths: readonly RepoPath[]): string[] {
  return paths.toSorted((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
}
