import type { Chosen } from "./test-run.ts";
import type { TestPackage, TestSetup } from "./test-package.ts";

/** What is to be run. */
export interface Selection {
  readonly parts: readonly Part[];
  /** Names that were asked for, anywhere. */
  readonly names?: readonly string[];
  readonly isExact: boolean;
  /** Why these, where a change chose them. */
  readonly chosen?: readonly Chosen[];
  readonly notes: readonly string[];
  /** Why there is nothing to run, as a sentence, with the parts empty. */
  readonly nothing?: string;
}

/** One package's part of a selection. */
export interface Part {
  readonly package: TestPackage;
  readonly setup: TestSetup;
  /** Relative to the package; all if not given. */
  readonly files?: readonly string[];
  /** Those of them that were asked for one by one, so that each has to hold tests. */
  readonly namedFiles?: readonly string[];
  readonly names?: readonly string[];
}
