/** A package as its manifest tells it; paths are relative to the package's folder. */
export interface ManifestFacts {
  readonly name?: string;
  /** Files that are run or imported first. */
  readonly entryPoints: readonly string[];
  /** Names of the commands it defines, the ones people run. */
  readonly scripts: readonly string[];
  /** Names of the packages it needs. */
  readonly dependencies: readonly string[];
  /** Those of them that it says are in this repository; undefined where a name alone tells. */
  readonly localDependencies?: readonly string[];
  /** Whether the packages in its folder are linked with each other by name. */
  readonly isWorkspace?: boolean;
}

/** One kind of package manifest, as data and pure functions. */
export interface ManifestKind {
  readonly ecosystem: string;
  /** Whether a file name is such a manifest. */
  isManifest(fileName: string): boolean;
  /**
   * What the manifest says. Throws when it can't be read as what it should be.
   * @param exists whether a path relative to the package's folder is a file
   */
  readManifest(text: string, exists: (path: string) => boolean): ManifestFacts;
}
