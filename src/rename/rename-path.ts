import { posix } from "node:path";

import { ToolError } from "../errors.ts";
import { commitChanges } from "../transaction/commit-changes.ts";
import type { Target } from "../references/references.ts";
import { type PathScope, scopeOf } from "../repository/path-scope.ts";
import type { Current } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { stampPath } from "../workspace/stamp.ts";
import { countEdits } from "./finish-rename.ts";
import { importEdits, type Move } from "./import-edits.ts";
import { movedFiles, type PlannedFile } from "./moved-files.ts";
import { findSpoken, type Spoken } from "./not-touched.ts";
import type { EditsByFile } from "./rename-edits.ts";
import { type RenameRequest, type RenameResult, shownNotTouched } from "./rename.ts";
import type { Renaming } from "./renaming.ts";

/** A path alone means the file or folder itself. */
export function isPathRequest({ symbol, path, line }: RenameRequest): boolean {
  return symbol === undefined && path !== undefined && line === undefined;
}

/**
 * Moves a file, or every file of a folder, with the imports that lead to it and from it.
 * @throws ToolError what `scopeOf` and `commitChanges` throw, TARGET_EXISTS, PATH_INVALID
 */
export async function renamePath(
  renaming: Renaming,
  request: RenameRequest,
  task: Task,
): Promise<RenameResult> {
  const { repository } = renaming;
  const current = await repository.current(task);
  const scope = scopeOf(repository.root, current.tree.files, request.path);
  const moves = movesOf(repository.root, scope, request.newName);
  const { edits, titles, unknown } = await importEdits(renaming, moves, current, task);
  const files = movedFiles(repository.root, moves, edits);
  const { places, notes } = await findPathMentions(renaming, { current, scope, edits }, task);
  const written = request.dryRun
    ? { diff: files.map(({ diff }) => diff).join("") }
    : await writeMoves(renaming, files, task);
  return {
    ...written,
    files: files.map(({ shown }) => shown),
    edits: countEdits(edits),
    precision: unknown.length === 0 ? "exact" : "candidate",
    engine: titles.length > 0 ? titles.join(", ") : "none",
    complete: unknown.length === 0,
    unexplained: [],
    notTouched: places.slice(0, shownNotTouched),
    notTouchedTotal: places.length,
    notes: [...notes, ...unknownNotes(unknown)],
  };
}

async function writeMoves(
  { store }: Renaming,
  files: readonly PlannedFile[],
  task: Task,
): Promise<Pick<RenameResult, "editId">> {
  const changes = files.map(({ change }) => change);
  const { editId } = await commitChanges(await store(task), changes, task);
  return { ...(editId !== undefined && { editId }) };
}

function unknownNotes(unknown: readonly RepoPath[]): string[] {
  const [first] = unknown;
  if (first === undefined) {
    return [];
  }
  const which = unknown.length === 1 ? first : `${first} and ${unknown.length - 1} more`;
  return [
    `No engine knows the imports of ${which}: what imports them or is imported is unchanged.`,
  ];
}

interface Moved {
  readonly current: Current;
  readonly scope: PathScope;
  readonly edits: EditsByFile;
}

/** Lines that hold the path's last part as a part of a path, and are not edited. */
async function findPathMentions(
  { repository }: Renaming,
  { current, scope, edits }: Moved,
  task: Task,
): Promise<Spoken> {
  const stem = posix.parse(scope.path).name;
  const target: Target = { name: stem, kind: "local", path: scope.path, line: 1, column: 1 };
  const { places, notes } = await findSpoken(repository, { current, target }, task);
  const edited = new Set([...edits.values()].flat().map(({ path, line }) => `${line}:${path}`));
  return {
    places: places.filter(
      ({ path, line, text }) =>
        !edited.has(`${line}:${path}`) && (text.includes(`/${stem}`) || text.includes(`${stem}/`)),
    ),
    notes,
  };
}

function movesOf(root: string, { path, kind, files }: PathScope, newName: string): Move[] {
  const to = targetPath(root, path, newName);
  if (kind === "file") {
    return [{ from: path, to }];
  }
  return files.map((from) => ({
    from,
    to: resolveInside(root, posix.join(to, posix.relative(path, from))),
  }));
}

/** A name alone stays in the same folder. */
function targetPath(root: string, from: RepoPath, newName: string): RepoPath {
  const to = resolveInside(
    root,
    newName.includes("/") ? newName : posix.join(posix.dirname(from), newName),
  );
  if (to === from || stampPath(root, to) !== undefined) {
    throw new ToolError(
      "TARGET_EXISTS",
      `There is ${quotePath(to)} already. Nothing was changed.`,
      "Choose another path, or move what is there first.",
    );
  }
  if (from === "" || to.startsWith(`${from}/`)) {
    throw new ToolError(
      "PATH_INVALID",
      from === ""
        ? "The root of the repository cannot be moved."
        : "A folder cannot be moved into itself.",
      "Choose another path.",
    );
  }
  return to;
}
