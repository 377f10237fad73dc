import type { ChangedFile } from "../impact/changed-files.ts";
import type { ImpactResult } from "../impact/impact.ts";
import { traceImpact } from "../impact/trace-impact.ts";
import { languageOfPath } from "../languages/index.ts";
import { holdsTests } from "../overview/find-tests.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { Task } from "../task.ts";
import type { SymbolDelta } from "./compare-symbols.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewRoom } from "./review-room.ts";

/** Files asked about one by one. */
const mostFiles = 8;

/** How far and how long one file is followed. */
const limits = { places: 500, timeMs: 2000, hub: 100 } as const;

/**
 * Files with changed functions that no test reaches, in languages of which the repository has tests. Silent wherever the
 * search did not come to its end.
 */
export async function findUntested(
  room: ReviewRoom,
  {
    deltas,
    versions,
    impact,
  }: {
    readonly deltas: readonly SymbolDelta[];
    readonly versions: readonly ChangedFile[];
    readonly impact: ImpactResult;
  },
  task: Task,
): Promise<readonly ReviewFinding[]> {
  const { files } = await room.repository.files(task);
  const tested = new Set(
    [...files.keys()].flatMap((path) => (holdsTests(path) ? (familyOf(path) ?? []) : [])),
  );
  const begun = impact.entries.flatMap((one) => (one.section === "tests" ? one.reason : []));
  const byFile = new Map<string, SymbolDelta[]>();
  for (const delta of deltas.filter(
    (one) => isRun(one) && tested.has(familyOf(one.file.path) ?? ""),
  )) {
    const { path } = delta.file;
    byFile.set(path, [...(byFile.get(path) ?? []), delta]);
  }
  const findings: ReviewFinding[] = [];
  const open = [...byFile].filter(([path]) => !begun.some((one) => one.split("#")[0] === path));
  for (const [path, some] of open.slice(0, mostFiles)) {
    const version = versions.filter(({ now }) => now?.path === path);
    const asked = { files: version, maxDistance: 3, limit: 1, offset: 0, limits };
    const reached = await traceImpact(room, asked, task);
    if (reached.counts.tests === 0 && reached.complete) {
      findings.push(findingOf(path, some));
    }
  }
  return findings;
}

function familyOf(path: string): string | undefined {
  return languageOfPath(path)?.modules === undefined
    ? undefined
    : languageOfPath(path)?.lexicon.family;
}

function isRun({ change, now, file }: SymbolDelta): boolean {
  return (
    (change === "added" || change === "body" || change === "signature") &&
    (now?.kind === "function" || now?.kind === "method" || now?.kind === "class") &&
    !holdsTests(file.path)
  );
}

function findingOf(path: string, deltas: readonly SymbolDelta[]): ReviewFinding {
  const names = deltas.flatMap(({ now }) => (now === undefined ? [] : [qualifiedName(now)]));
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return {
    severity: deltas.some(({ now, change }) => change === "added" && now?.exported === true)
      ? "low"
      : "info",
    kind: "untested",
    rule: "no-test",
    path,
    line: deltas[0]?.now?.range.line ?? 1,
    what: `No test reaches ${names.slice(0, 3).join(", ")}${more}`,
    why: "Nothing shows that it does what it should",
    advice: "Write a test for it",
  };
}
