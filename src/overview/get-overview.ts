import { basename } from "node:path";

import { languageOfPath } from "../languages/index.ts";
import { scopeOf } from "../repository/path-scope.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { ListedFile } from "../workspace/listing.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { fileRole, type FileRole } from "./file-role.ts";
import { findFolders } from "./find-folders.ts";
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
    folders: findFolders(scope.path, scope.files, roles),
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

/** The files nearest to the root first; a monorepo repeats its configuration in every package. */
function outermost(paths: readonly RepoPath[]): string[] {
  return paths.toSorted((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
}
