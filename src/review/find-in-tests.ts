import { holdsTests } from "../overview/find-tests.ts";
import { findLoosened } from "./find-loosened.ts";
import { findRemovedTests } from "./find-removed-tests.ts";
import { findWeakenedTests } from "./find-weakened-tests.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedFile } from "./reviewed-file.ts";
import { changedTests } from "./test-files.ts";

/** Tests that are gone or hold less than before. */
export function findInTests(files: readonly ReviewedFile[]): readonly ReviewFinding[] {
  const tests = changedTests(files);
  return [
    ...findRemovedTests(tests, files),
    ...tests.flatMap((one) => {
      const loosened = findLoosened(one.file);
      return loosened.length > 0 ? loosened : findWeakenedTests(one);
    }),
    ...findRewrittenSnapshots(files),
  ];
}

/** Snapshots that changed together with the code whose output they hold. */
function findRewrittenSnapshots(files: readonly ReviewedFile[]): readonly ReviewFinding[] {
  const isCode = files.some(
    ({ path, language, added }) => language !== undefined && added.length > 0 && !holdsTests(path),
  );
  return files
    .filter(
      ({ path, now, removed }) => isSnapshot.test(path) && now !== undefined && removed.length > 0,
    )
    .filter(() => isCode)
    .map(({ path, added, removed }) => ({
      severity: "low",
      kind: "test_weakened",
      rule: "snapshot-rewritten",
      path,
      line: added[0]?.line ?? 1,
      what: `A snapshot was rewritten together with the code: ${removed.length} lines went, ${added.length} came`,
      why: "A snapshot that is taken anew agrees with the code whatever it does",
      advice: "Read the difference of the snapshot as a change of behaviour",
    }));
}

const isSnapshot = /\.(?:snap|ambr|snapshot)$|(?:^|\/)__snapshots__\//u;
