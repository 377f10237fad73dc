import type { Engines } from "../engines/engines.ts";
import { ToolError } from "../errors.ts";
import type { Git } from "../git/open-git.ts";
import { notFound } from "../repository/path-scope.ts";
import type { Repository } from "../repository/repository.ts";
import { resolveSymbol } from "../symbols/resolve-symbol.ts";
import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { Unavailable } from "../workspace/listing.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { findChangedFiles } from "./changed-files.ts";
import { type ChangedPart, type ChangedParts, findChangedParts } from "./changed-parts.ts";
import type { ImpactRequest, Open } from "./impact.ts";
import { labelOf } from "./reached.ts";

/** What tracing reads. */
export interface ImpactSources {
  readonly repository: Repository;
  readonly engines: Engines;
  readonly openGit: (signal: AbortSignal) => Promise<Git | Unavailable>;
}

/** Where a search begins, and what is not known of that. */
export interface AskedChanges {
  readonly parts: readonly ChangedPart[];
  readonly open: readonly Open[];
  readonly complete: boolean;
  readonly notes: readonly string[];
}

/** The symbols a request names, and those that changed since its commit. */
export async function findAskedChanges(
  sources: ImpactSources,
  { symbols = [], since, path, files }: ImpactRequest,
  tree: TreeState,
  task: Task,
): Promise<AskedChanges> {
  const given = await givenParts(sources.repository, symbols, task);
  const ref = since ?? (symbols.length === 0 && files === undefined ? "HEAD" : undefined);
  const changed =
    files !== undefined
      ? { ...(await findChangedParts(files, sources.repository.parsing, task)), notes: [] }
      : ref === undefined
        ? none
        : await changedParts(sources, ref, path, tree, task);
  const parts = onePerPart([...changed.parts, ...given.parts]);
  const nothing = parts.length === 0 ? [`No definition differs from ${ref ?? "what it was"}.`] : [];
  return {
    parts,
    open: changed.open,
    complete: given.complete && changed.open.length === 0,
    notes: [...nothing, ...given.notes, ...changed.notes],
  };
}

const none = { parts: [], open: [], notes: [] };

interface Given {
  readonly parts: readonly ChangedPart[];
  readonly complete: boolean;
  readonly notes: readonly string[];
}

async function givenParts(
  repository: Repository,
  symbols: readonly string[],
  task: Task,
): Promise<Given> {
  const parts: ChangedPart[] = [];
  const notes: string[] = [];
  for (const symbol of symbols) {
    const { path, definition, notes: more } = await resolveSymbol(repository, symbol, task);
    const { line } = definition.range;
    parts.push({
      part: { path, definition, line, distance: 0, precision: "exact" },
      change: "given",
    });
    notes.push(...more);
  }
  return { parts, complete: notes.length === 0, notes };
}

async function changedParts(
  { repository, openGit }: ImpactSources,
  since: string,
  path: string | undefined,
  tree: TreeState,
  task: Task,
): Promise<ChangedParts & { readonly notes: readonly string[] }> {
  const git = await openGit(task.signal);
  if ("unavailable" in git) {
    throw new ToolError(
      "GIT_UNAVAILABLE",
      `Without git nothing tells what changed: ${git.unavailable}`,
      "Name what changed with symbols instead.",
    );
  }
  const { files, notes } = await findChangedFiles(git, since, tree, task);
  const scope = path === undefined ? "" : resolveInside(repository.root, path);
  const isInside = (one: string): boolean =>
    scope === "" || one === scope || one.startsWith(`${scope}/`);
  const inside = files.filter(
    ({ now, before }) => isInside(now?.path ?? "") || isInside(before?.path ?? ""),
  );
  if (inside.length === 0 && ![...tree.files.keys()].some(isInside)) {
    throw notFound(path ?? "", tree.files);
  }
  return { ...(await findChangedParts(inside, repository.parsing, task)), notes };
}

/** What is both named and changed is told as changed. */
function onePerPart(parts: readonly ChangedPart[]): readonly ChangedPart[] {
  const byLabel = new Map(parts.toReversed().map((one) => [labelOf(one.part), one]));
  return parts.filter((one) => byLabel.get(labelOf(one.part)) === one);
}
