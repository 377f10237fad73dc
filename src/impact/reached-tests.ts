import { holdsTests } from "../overview/find-tests.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Open, ReachedTest } from "./impact.ts";
import { labelOf, nameOf, type Reached } from "./reached.ts";
import { isTestFunction } from "./search-callers.ts";
import type { Tracing } from "./tracing.ts";

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
  for (
    let at = part.distance === 0 && !isWholeFile ? part : part.via;
    at !== undefined;
    at = at.via
  ) {
    way.unshift(labelOf(at));
  }
  return way;
}

export interface ImportingTests {
  readonly tests: readonly ReachedTest[];
  /** Imports in tests that may bring the file in. */
  readonly open: readonly Open[];
}

/** Test files that import a file in which something changed, whether they name what changed or not. */
export async function findImportingTests(
  changed: readonly Reached[],
  { importers, limits }: Tracing,
): Promise<ImportingTests> {
  const paths = new Set(
    changed.flatMap(({ path, formerPath }) => [
      path,
      ...(formerPath === undefined ? [] : [formerPath]),
    ]),
  );
  const tests: ReachedTest[] = [];
  const open: Open[] = [];
  const endMs = performance.now() + limits.timeMs / 4;
  for (const path of paths) {
    if (performance.now() > endMs) {
      const reason = "Too much changed to look for every test that only imports it.";
      return { tests, open: [...open, { path, line: 1, reason }] };
    }
    const found = await importers.of(path);
    open.push(...found.open.filter((one) => holdsTests(one.path)));
    for (const { path: test, import: one } of found.importers) {
      if (holdsTests(test)) {
        const { line } = one.range;
        tests.push({ section: "tests", path: test, line, distance: 1, reason: [path, test] });
      }
    }
  }
  return { tests, open };
}
