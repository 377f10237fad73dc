import { traceImpact } from "../impact/trace-impact.ts";
import type { ImpactResult } from "../impact/impact.ts";
import type { Task } from "../task.ts";
import { holdsTests } from "../overview/find-tests.ts";
import type { ComparedSymbols } from "./compare-symbols.ts";
import { findApiBreaks } from "./find-api-breaks.ts";
import type { ChangeSet } from "./find-change-set.ts";
import { findNewDiagnostics } from "./find-new-diagnostics.ts";
import { findUntested } from "./find-untested.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewRoom } from "./review-room.ts";

/** What a change does to the rest of the repository. */
export interface Reach {
  readonly findings: readonly ReviewFinding[];
  /** Test files, the nearest first. */
  readonly tests: readonly string[];
  readonly complete: boolean;
  readonly notes: readonly string[];
}

/** A review shall not take longer than a look; what was not followed is said. */
const limits = { places: 3000, timeMs: 8000, hub: 200 } as const;
const maxDistance = 2;
/** Files beside the changed ones whose diagnostics are looked at. */
const mostCallers = 60;

/** Follows a change to its callers, its diagnostics and its tests, as far as the files on disk can be asked. */
export async function reachOf(
  room: ReviewRoom,
  { files, base = "HEAD", isOnDisk }: ChangeSet,
  { deltas, versions }: ComparedSymbols,
  task: Task,
): Promise<Reach> {
  if (!isOnDisk) {
    const breaks = await findApiBreaks(deltas, undefined, task);
    return { findings: breaks.findings, tests: [], complete: false, notes: [notOnDisk] };
  }
  if (versions.length === 0) {
    return { findings: [], tests: [], complete: true, notes: [] };
  }
  const asked = { files: versions, maxDistance, limit: 2000, offset: 0, limits };
  const impact = await traceImpact(room, asked, task);
  const breaks = await findApiBreaks(deltas, { room, impact, files }, task);
  const callers = impact.entries.flatMap((one) =>
    (one.section === "callers" || one.section === "tests") && one.distance === 1 ? [one.path] : [],
  );
  const sources = files.flatMap(({ now, language }) =>
    now === undefined || language === undefined ? [] : [now.path],
  );
  const near = [...new Set(callers)].filter((path) => !sources.includes(path));
  const checked = [...sources, ...near.slice(0, mostCallers)];
  const diagnostics = await findNewDiagnostics(room, base, checked, task);
  const untested = await findUntested(room, { deltas, versions, impact }, task);
  return {
    findings: [...breaks.findings, ...diagnostics.findings, ...untested],
    tests: testsIn(impact),
    complete:
      impact.complete && breaks.complete && diagnostics.complete && near.length <= mostCallers,
    notes: [
      ...(near.length > mostCallers
        ? [
            `New diagnostics were looked for in the changed files and in ${mostCallers} of ${near.length} files that name what changed: check_code looks at all.`,
          ]
        : []),
      ...(impact.complete
        ? []
        : ["Not every caller is known: trace_impact says what may be missing."]),
      ...diagnostics.notes,
    ],
  };
}

const notOnDisk =
  "The files on disk are not those of this commit, so callers, diagnostics and tests were not looked for: check it out for these.";

function testsIn({ entries }: ImpactResult): readonly string[] {
  return entries.flatMap((one) =>
    one.section === "tests" && holdsTests(one.path) ? [one.path] : [],
  );
}
