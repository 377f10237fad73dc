import type { DetectedTests, Framework, PackageFiles } from "../frameworks/framework.ts";

/** A folder with a manifest, and how its tests are run. */
export interface TestPackage {
  /** Relative to the root, which is `""`. */
  readonly folder: string;
  readonly files: PackageFiles;
  /** One for each ecosystem that has tests here. */
  readonly setups: readonly TestSetup[];
  /** Other frameworks that are set up as well; they run when their files are asked for. */
  readonly others: readonly TestSetup[];
}

export interface TestSetup {
  readonly framework: Framework;
  readonly detected: DetectedTests;
}

/** How answers name a package's folder. */
export function showFolder(folder: string): string {
  return folder === "" ? "." : folder;
}
