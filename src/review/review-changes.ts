import { ToolError } from "../errors.ts";
import { notFound } from "../repository/path-scope.ts";
import type { Task } from "../task.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { compareSymbols, describeDelta } from "./compare-symbols.ts";
import { findChangeSet, type ChangeSet } from "./find-change-set.ts";
import { findInLines } from "./find-in-lines.ts";
import { findInTests } from "./find-in-tests.ts";
import { findRisks } from "./find-risks.ts";
import { findUnwantedFiles } from "./find-unwanted-files.ts";
import { countBySeverity, orderFindings } from "./order-findings.ts";
import { readWholeFiles } from "./read-whole-files.ts";
import type { ReviewRequest, ReviewResult } from "./review.ts";
import type { ReviewRoom } from "./review-room.ts";
import { type Reach, reachOf } from "./reach-of.ts";

/**
 * Looks over a change as a reviewer does: what became of symbols, whom it breaks, what it does to tests, and what its lines
 * hold that should not stay.
 * @throws ToolError GIT_UNAVAILABLE, NOT_FOUND, NO_MERGE_BASE, and what `resolveCommit` throws
 */
export async function reviewChanges(
  room: ReviewRoom,
  request: ReviewRequest,
  task: Task,
): Promise<ReviewResult> {
  const { repository, scan } = room;
  const changes =
    request.scope === "files"
      ? await readWholeFiles(repository, request.paths ?? ["."], task)
      : await changesOf(room, request, task);
  const { files } = changes;
  task.progress(1, 4, "looking at added lines");
  const quiet = { signal: task.signal, progress: () => undefined };
  const [inLines, risks, symbols] = await Promise.all([
    findInLines(files, repository.parsing, quiet),
    findRisks(files, scan, quiet),
    changes.base === undefined
      ? none
      : compareSymbols(repository.root, files, repository.parsing, quiet),
  ]);
  task.progress(2, 4, "looking for what the change reaches");
  const reach = changes.base === undefined ? nothing : await reachOf(room, changes, symbols, quiet);
  const isChange = changes.base !== undefined;
  const all = [
    ...(isChange ? files.flatMap(findUnwantedFiles) : []),
    ...reach.findings,
    ...(isChange ? findInTests(files) : []),
    ...inLines,
    ...risks.findings,
  ];
  const findings = orderFindings(all, request.minSeverity);
  const { offset, limit } = request;
  return {
    title: changes.title,
    files: files.length,
    added: files.reduce((sum, { added }) => sum + added.length, 0),
    removed: files.reduce((sum, { removed }) => sum + removed.length, 0),
    symbols: symbols.deltas.flatMap(describeDelta),
    findings: findings.slice(offset, offset + limit),
    total: findings.length,
    bySeverity: countBySeverity(findings),
    silenced: risks.silenced,
    tests: reach.tests,
    complete: reach.complete && symbols.notes.length === 0,
    notes: [...reach.notes, ...changes.notes, ...symbols.notes],
  };
}

const none = { deltas: [], versions: [], notes: [] };
const nothing: Reach = { findings: [], tests: [], complete: true, notes: [] };

async function changesOf(
  { repository, openGit }: ReviewRoom,
  request: ReviewRequest,
  task: Task,
): Promise<ChangeSet> {
  const git = await openGit(task.signal);
  if ("unavailable" in git) {
    throw new ToolError(
      "GIT_UNAVAILABLE",
      `Without git nothing tells what changed: ${git.unavailable}`,
      'Review whole files with scope "files" and paths.',
    );
  }
  const scopes = request.paths?.map((path) => resolveInside(repository.root, path));
  const includes = (path: string): boolean =>
    path !== "" && (scopes === undefined || scopes.some((scope) => isIn(scope, path)));
  const changes = await findChangeSet(git, request, includes, task);
  const changed = changes.files.flatMap(({ path, before }) => [path, before?.path ?? path]);
  const { files } = await repository.files(task);
  const known = [...changed, ...files.keys()];
  const unknown = scopes?.find((scope) => !known.some((path) => isIn(scope, path)));
  if (unknown !== undefined && unknown !== "") {
    throw notFound(unknown, files);
  }
  return changes;
}

function isIn(scope: string, path: string): boolean {
  return scope === "" || path === scope || path.startsWith(`${scope}/`);
}
