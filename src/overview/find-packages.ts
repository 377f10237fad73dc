import { ZodError } from "zod";

import { readSource } from "../repository/read-source.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { cargoManifest } from "./cargo-manifest.ts";
import { dotnetManifest } from "./dotnet-manifest.ts";
import { goManifest } from "./go-manifest.ts";
import { gradleManifest, mavenManifest } from "./jvm-manifest.ts";
import type { ManifestFacts, ManifestKind } from "./manifest.ts";
import { npmManifest } from "./npm-manifest.ts";
import type { Overview } from "./overview.ts";
import { pythonManifest } from "./python-manifest.ts";

/** Every kind of manifest there is. */
const kinds: readonly ManifestKind[] = [
  npmManifest,
  pythonManifest,
  cargoManifest,
  goManifest,
  mavenManifest,
  gradleManifest,
  dotnetManifest,
];

/** A repository of thousands of packages is described by its outermost ones. */
const maxManifests = 400;

/** Packages that tests and readers use come last. */
const isSample = /(^|\/)(tests?|__tests__|fixtures?|testdata|examples?|templates?|playgrounds?)\//;

type Package = Overview["packages"][number];

/** The packages among files, with their dependencies on each other; and a note for each manifest that can't be read. */
export function findPackages(
  root: string,
  paths: readonly RepoPath[],
): { packages: Package[]; notes: string[] } {
  const known = new Set<string>(paths);
  const manifests = paths
    .flatMap((path) =>
      kinds.filter((kind) => kind.isManifest(nameOf(path))).map((kind) => ({ kind, path })),
    )
    .toSorted(
      (a, b) =>
        Number(isSample.test(a.path)) - Number(isSample.test(b.path)) ||
        a.path.split("/").length - b.path.split("/").length,
    );
  const notes =
    manifests.length > maxManifests
      ? [`${manifests.length - maxManifests} more packages are left out.`]
      : [];
  const read = manifests.slice(0, maxManifests).flatMap(({ kind, path }): Read[] => {
    const folder = folderOf(path);
    try {
      const source = readSource(root, path);
      const text = source.kind === "text" ? source.lines.join("\n") : "";
      return [
        {
          kind,
          path,
          folder,
          facts: kind.readManifest(text, (file) => known.has(joined(folder, file))),
        },
      ];
    } catch (error) {
      notes.push(`${path} can't be read: ${reasonOf(error)}`);
      return [];
    }
  });
  return { packages: read.map((one) => packageOf(one, read)), notes };
}

interface Read {
  readonly kind: ManifestKind;
  readonly path: RepoPath;
  readonly folder: string;
  readonly facts: ManifestFacts;
}

function packageOf(one: Read, all: readonly Read[]): Package {
  const { kind, path, folder, facts } = one;
  const own = dependenciesHere(one, all);
  return {
    path: folder === "" ? "." : folder,
    ...(facts.name === undefined ? {} : { name: facts.name }),
    ecosystem: kind.ecosystem,
    manifest: path,
    entry_points: facts.entryPoints.map((entry) => joined(folder, entry)),
    scripts: facts.scripts,
    ...(own.length > 0 ? { depends_on: own } : {}),
  };
}

/** A package of the same name on a registry is another one, so a name counts only where the manifests say so. */
function dependenciesHere({ kind, folder, facts }: Read, all: readonly Read[]): string[] {
  const linked = all.some(
    (other) =>
      other.facts.isWorkspace === true &&
      (other.folder === "" || folder === other.folder || folder.startsWith(`${other.folder}/`)),
  );
  const candidates =
    linked || facts.localDependencies === undefined ? facts.dependencies : facts.localDependencies;
  const names = new Set(
    all.flatMap((other) => (other.kind === kind ? (other.facts.name ?? []) : [])),
  );
  return [...new Set(candidates)].filter((name) => names.has(name) && name !== facts.name);
}

/** What parsers say of a broken manifest is for the one who mends it; anything else is ours. */
function reasonOf(error: unknown): string {
  if (error instanceof ZodError) {
    return `${error.issues.map((issue) => issue.path.join(".")).join(", ")} is of another form than expected.`;
  }
  if (error instanceof Error) {
    // Newer versions of Node say the place twice.
    return (error.message.split("\n")[0] ?? "")
      .replace(/ \(line \d+ column \d+\)$/, "")
      .slice(0, 160);
  }
  throw error;
}

function joined(folder: string, file: string): string {
  return folder === "" ? file : `${folder}/${file}`;
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
