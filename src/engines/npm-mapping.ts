import type { NpmPackage } from "./npm-packages.ts";

/** Where an import of a package would be found on disk. */
export interface InstalledPackage {
  /** The folder in the repository that it is a link to; undefined for a package of its own. */
  readonly workspaceFolder?: string | undefined;
}

export interface Mapping {
  /** Import names with the source files they mean, relative to the root. */
  readonly paths: ReadonlyMap<string, string>;
  /** Declared dependencies that are mapped although they are not installed. */
  readonly notInstalled: readonly string[];
}

/** A package of the workspace and the sources behind its import names. */
export interface SourcePackage {
  readonly manifest: NpmPackage;
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Which imports of a project mean packages of this workspace: those that are linked to one, and, where nothing is
 * installed, those that an install would link. A package of the same name from a registry stays what it is.
 * @param owner the package that the project belongs to
 * @param find what is installed under a name, seen from the project
 */
export function mappingFor(
  owner: NpmPackage | undefined,
  packages: readonly SourcePackage[],
  find: (name: string) => InstalledPackage | undefined,
): Mapping {
  const paths = new Map<string, string>();
  const notInstalled: string[] = [];
  for (const { manifest, sources } of packages) {
    const installed = find(manifest.name);
    const linked = installed?.workspaceFolder === manifest.folder;
    const itself = owner?.folder === manifest.folder;
    const wanted = owner?.dependencies.get(manifest.name);
    if (linked || itself || (installed === undefined && wouldLink(wanted, manifest.version))) {
      sources.forEach((source, name) => paths.set(name, source));
      if (!linked && !itself && wanted !== undefined) {
        notInstalled.push(manifest.name);
      }
    }
  }
  return { paths, notInstalled };
}

/**
 * Whether package managers would link a workspace package for this version. An undeclared one is found in the root's
 * node_modules by its hoisting. Of ranges only the part that must not change by semver is compared.
 */
function wouldLink(wanted: string | undefined, version: string | undefined): boolean {
  if (wanted === undefined || /^(?:workspace|link|file|portal):|^(?:\*|latest|)$/.test(wanted)) {
    return true;
  }
  if (wanted.includes(":") || version === undefined) {
    return false;
  }
  const range = /(\d+)(?:\.(\d+))?/.exec(wanted);
  const own = /^(\d+)\.(\d+)/.exec(version);
  const sameMajor = range?.[1] === own?.[1];
  return sameMajor && (own?.[1] !== "0" || range?.[2] === undefined || range[2] === own[2]);
}
