import type { RepoPath } from "../workspace/repo-path.ts";
import { findSetups } from "./find-setups.ts";
import { packageFiles } from "./package-files.ts";
import type { TestPackage } from "./test-package.ts";

/**
 * The folders with a manifest, the root among them in any case, and how their tests are run. Only files are read.
 * The outermost come first.
 */
export function findTestPackages(root: string, paths: readonly RepoPath[]): TestPackage[] {
  const folders = new Set(["", ...paths.filter(isManifest).map(folderOf)]);
  const owned = new Map<string, RepoPath[]>([...folders].map((folder) => [folder, []]));
  for (const path of paths) {
    owned.get(ownerOf(path, folders))?.push(path);
  }
  return [...owned]
    .toSorted(([a], [b]) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
    .map(([folder, own]) => {
      const files = packageFiles(root, folder, own);
      return { folder, files, ...findSetups(files) };
    })
    .filter(({ setups }) => setups.length > 0);
}

/** The nearest of these folders above a path. */
export function ownerOf(path: string, folders: ReadonlySet<string>): string {
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
    const folder = path.slice(0, at);
    if (folders.has(folder)) {
      return folder;
    }
  }
  return "";
}

/** CMake has one in each folder; its tests are run from the outermost, so only that of the root counts, which always does. */
const manifests: ReadonlySet<string> = new Set(
  [
    "package.json deno.json deno.jsonc pyproject.toml setup.py setup.cfg pytest.ini tox.ini go.mod Cargo.toml",
    "Gemfile Rakefile pom.xml build.gradle build.gradle.kts composer.json",
  ].flatMap((names) => names.split(" ")),
);

function isManifest(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return manifests.has(name) || /\.(?:csproj|fsproj|vbproj|gemspec)$/u.test(name);
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function depthOf(folder: string): number {
  return folder === "" ? 0 : folder.split("/").length;
}
