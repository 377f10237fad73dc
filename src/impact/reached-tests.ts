import { holdsTests } from "../overview/find-tests.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Importers } from "./importers.ts";
import type { ReachedTest } from "./impact.ts";
import { labelOf, nameOf, type Reached } from "./reached.ts";
import { isTestFunction } from "./search-callers.ts";

/** Test functions named of one file. */
const mostNames = 10;

/** The test files on the way of a change, each with its shortest way, the nearest first. */
export function findReachedTests(parts: readonly Reached[]): readonly ReachedTest[] {
  const byPath = new Map<RepoPath, Reached[]>();
  for (const part of parts) {
    if (holdsTests(part.path) && part.gone !== true) {
      byPath.set(part.path, [...(byPath.get(part.path) ?? []), part]);
    }
  }
  return [...byPath].flatMap(([path, found]) => {
    const [nearest] = found.toSorted((a, b) => a.distance - b.distance);
    const names = [...new Set(found.filter(isTestFunction).map(nameOf))];
    return nearest === undefined
      ? []
      : [
          {
            section: "tests",
            path,
            line: nearest.line,
            distance: nearest.distance,
            ...(names.length > 0 && { tests: names.slice(0, mostNames) }),
            reason: reasonFor(nearest),
          },
        ];
  });
}

/** What changed, what is between, and the test's path. */
function reasonFor(part: Reached): readonly string[] {
  const way = [part.path as string];
  const isWholeFile = part.definition === undefined;
  for (let at = part.distance === 0 && !isWholeFile ? part : part.via; at !== undefined; at = at.via) {
    way.unshift(labelOf(at));
  }
  return way;
}

/** Test files that import a file in which something changed, whether they name what changed or not. */
export async function findImportingTests(
  changed: readonly Reached[],
  importers: Importers,
): Promise<readonly ReachedTest[]> {
  const paths = new Set(changed.flatMap(({ path, formerPath }) => [path, ...(formerPath === undefined ? [] : [formerPath])]));
  const tests: ReachedTest[] = [];
  for (const path of paths) {
    for (const { path: test, import: one } of (await importers.of(path)).importers) {
      if (holdsTests(test)) {
        const { line } = one.range;
        tests.push({ section: "tests", path: test, line, distance: 1, reason: [path, test] });
      }
    }
  }
  return tests;
}
