import { ToolError } from "../errors.ts";
import { findCommit, resolveCommit } from "../git/resolve-commit.ts";
import type { Git } from "../git/open-git.ts";
import { type Stretch, stretches } from "../reading/stretches.ts";
import type { Repository } from "../repository/repository.ts";
import { parseQuery } from "../symbols/parse-query.ts";
import { resolveSymbol } from "../symbols/resolve-symbol.ts";
import type { Task } from "../task.ts";
import { diffLines } from "../transaction/diff-lines.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { type FileVersion, findInCommit, readDisk } from "./file-version.ts";
import type { HistoryRequest } from "./history.ts";
import { notInCommit } from "./refusals.ts";

/** What the history views look into. */
export interface HistoryRoom {
  readonly repository: Repository;
  readonly git: Git;
}

/** The lines a question is about, in one version of a file. */
export interface TargetLines {
  readonly path: RepoPath;
  readonly version: FileVersion;
  /** Sorted, apart from each other; the whole file if empty. */
  readonly lines: readonly Stretch[];
  readonly notes: readonly string[];
}

type Asked = Pick<HistoryRequest, "path" | "symbol" | "lines" | "ref">;

/** The commit that is meant: by name, else the last one. @throws ToolError NO_COMMITS, what `resolveCommit` throws */
export async function commitFor(
  git: Git,
  ref: string | undefined,
  { signal }: Task,
): Promise<string> {
  const commit = ref === undefined || ref === "HEAD" ? await findCommit(git, "HEAD", signal) : "";
  if (commit === undefined) {
    throw new ToolError(
      "NO_COMMITS",
      "The repository has no commit yet, so there is no history.",
      "Look at the files with read_code.",
    );
  }
  return commit === "" && ref !== undefined ? await resolveCommit(git, ref, signal) : commit;
}

/** The lines as they are on disk. */
export async function targetOnDisk(
  { repository, git }: HistoryRoom,
  asked: Asked,
  task: Task,
): Promise<TargetLines> {
  if (asked.symbol !== undefined) {
    const { path, declarations, notes } = await resolveSymbol(repository, asked.symbol, task);
    return { path, version: readDisk(git.root, path), lines: linesOf(declarations), notes };
  }
  const path = resolveInside(git.root, asked.path ?? ".");
  const version = readDisk(git.root, path);
  return { path, version, lines: parseLines(asked.lines, path, version), notes: [] };
}

/** The lines as they were in a commit; lines of the disk are found there by comparing both. */
export async function targetInCommit(
  room: HistoryRoom,
  asked: Asked,
  commit: string,
  task: Task,
): Promise<TargetLines> {
  const { git, repository } = room;
  if (asked.symbol !== undefined) {
    const { containers, name, path: named } = parseQuery(asked.symbol);
    const resolved =
      asked.ref !== undefined && named !== undefined
        ? { path: resolveInside(git.root, named), name: [...containers, name].join("."), notes: [] }
        : await nowNamed(repository, asked.symbol, task);
    const version = await getInCommit(git, commit, resolved.path, task);
    const lines = await definedLines(repository, { ...resolved, version }, task);
    if (lines.length === 0) {
      throw notInCommit(`${resolved.path}#${resolved.name}`, commit);
    }
    return { path: resolved.path, version, lines, notes: resolved.notes };
  }
  const path = resolveInside(git.root, asked.path ?? ".");
  const version = await getInCommit(git, commit, path, task);
  if (asked.ref !== undefined || asked.lines === undefined) {
    return { path, version, lines: parseLines(asked.lines, path, version), notes: [] };
  }
  const disk = readDisk(git.root, path);
  const wanted = parseLines(asked.lines, path, disk);
  const lines = wanted.flatMap((one) => linesThen(one, disk, version));
  if (lines.length === 0) {
    throw notInCommit(`${path}:${asked.lines}`, commit);
  }
  const moved = JSON.stringify(lines) !== JSON.stringify(wanted);
  const spans = lines.map(({ first, last }) => (first === last ? first : `${first}-${last}`));
  return {
    path,
    version,
    lines,
    notes: moved
      ? [
          `The file has uncommitted changes; in the last commit these are lines ${spans.join(", ")}.`,
        ]
      : [],
  };
}

async function nowNamed(
  repository: Repository,
  symbol: string,
  task: Task,
): Promise<{ readonly path: RepoPath; readonly name: string; readonly notes: readonly string[] }> {
  const { path, definition, notes } = await resolveSymbol(repository, symbol, task);
  return { path, name: [...definition.container, definition.name].join("."), notes };
}

/** The lines of the definitions of a name in a text; none where it has none, or is no source. */
async function definedLines(
  { parsing }: Repository,
  { path, name, version }: { path: RepoPath; name: string; version: FileVersion },
  task: Task,
): Promise<readonly Stretch[]> {
  const [facts] = await parsing.textFacts([{ path, text: version.text }], task);
  const definitions = facts === undefined || "unparsed" in facts ? [] : facts.definitions;
  const qualified = definitions.map((one) => ({
    ...one,
    qualified: [...one.container, one.name].join("."),
  }));
  const same = qualified.filter((one) => one.qualified === name);
  return linesOf(
    same.length > 0 ? same : qualified.filter((one) => one.qualified.endsWith(`.${name}`)),
  );
}

function linesOf(
  declarations: readonly { readonly startLine: number; readonly range: { endLine: number } }[],
): readonly Stretch[] {
  return stretches(
    declarations.map(({ startLine, range }) => ({ first: startLine, last: range.endLine })),
  );
}

async function getInCommit(
  git: Git,
  commit: string,
  path: RepoPath,
  task: Task,
): Promise<FileVersion> {
  const version = await findInCommit(git, commit, path, task);
  if (version === undefined) {
    throw notInCommit(path, commit);
  }
  return version;
}

/** @throws ToolError LINES_INVALID, RANGE_OUTSIDE_FILE */
function parseLines(
  text: string | undefined,
  path: RepoPath,
  { lines }: FileVersion,
): readonly Stretch[] {
  if (text === undefined) {
    return [];
  }
  const [, from = "", to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/u.exec(text.trim()) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (first < 1 || last < first) {
    throw new ToolError(
      "LINES_INVALID",
      `${quotePath(text)} is no range of lines.`,
      "Send 10-40, or 10; the first line is 1.",
    );
  }
  if (first > lines.length) {
    throw new ToolError(
      "RANGE_OUTSIDE_FILE",
      `${quotePath(path)} has ${lines.length} lines, and ${text} begins after them.`,
      `Ask for lines up to ${lines.length}.`,
    );
  }
  return [{ first, last: Math.min(last, lines.length) }];
}

/** Where lines of one version are in another, with all that stands there in place of changed ones; none if nothing does. */
function linesThen(
  { first, last }: Stretch,
  now: FileVersion,
  then: FileVersion,
): readonly Stretch[] {
  let start = first - 1;
  let end = last;
  for (const { oldStart, oldEnd, newStart, newEnd } of diffLines(now.lines, then.lines)) {
    const grown = newEnd - newStart - (oldEnd - oldStart);
    if (oldEnd < first) {
      start += grown;
    } else if (oldStart < first && first - 1 < oldEnd) {
      start = newStart;
    }
    if (oldEnd < last) {
      end += grown;
    } else if (oldStart < last) {
      end = newEnd;
    }
  }
  return start < end ? [{ first: start + 1, last: end }] : [];
}
