import { createHash } from "node:crypto";
import { posix } from "node:path";

import type { CodeEngine } from "../engines/code-engine.ts";
import { ToolError } from "../errors.ts";
import { commitChanges } from "../patch/commit-changes.ts";
import type { FileChange } from "../patch/file-change.ts";
import { renderDiff } from "../patch/render-diff.ts";
import { openTexts } from "../references/answer-texts.ts";
import { scopeOf } from "../repository/path-scope.ts";
import type { Current } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { stampPath } from "../workspace/stamp.ts";
import { wordFiles } from "../references/word-files.ts";
import { findSpoken } from "./not-touched.ts";
import type { EditsByFile } from "./rename-edits.ts";
import type { Renaming } from "./rename-symbol.ts";
import type { RenamedFile, RenameRequest, RenameResult } from "./rename.ts";
import { editFile, inFileOrder, type TextEdit } from "./text-edits.ts";

interface Move {
  readonly from: RepoPath;
  readonly to: RepoPath;
}

/** A path alone means the file or folder itself. */
export function isPathRequest({ symbol, path, line }: RenameRequest): boolean {
  return symbol === undefined && path !== undefined && line === undefined;
}

/**
 * Moves a file, or every file of a folder, with the imports that lead to it and from it.
 * @throws ToolError what `scopeOf` and `commitChanges` throw, TARGET_EXISTS
 */
export async function renamePath(
  renaming: Renaming,
  request: RenameRequest,
  task: Task,
): Promise<RenameResult> {
  const { repository } = renaming;
  const current = await repository.current(task);
  const scope = scopeOf(repository.root, current.tree.files, request.path);
  const to = targetPath(repository.root, scope.path, request.newName);
  const moves = scope.files.map((from) => ({
    from,
    to:
      scope.kind === "file"
        ? to
        : resolveInside(repository.root, posix.join(to, posix.relative(scope.path, from))),
  }));
  const { edits, titles } = await importEdits(renaming, moves, current, task);
  const files = filesOf(repository.root, moves, edits);
  const stem = posix.basename(scope.path).replace(/\.[^.]*$/, "");
  const spoken = await findSpoken(
    repository,
    { current, target: { name: stem, kind: "local", path: scope.path, line: 1, column: 1 } },
    task,
  );
  const edited = new Set([...edits.values()].flat().map(({ path, line }) => `${line}:${path}`));
  const notTouched = spoken.places.filter(
    ({ path, line, text }) => !edited.has(`${line}:${path}`) && text.includes(`/${stem}`),
  );
  const written = request.dryRun
    ? { diff: files.map(({ diff }) => diff).join("") }
    : await commitChanges(
        await renaming.store(task),
        files.map(({ change }) => change),
        task,
      );
  return {
    ...("editId" in written && written.editId !== undefined && { editId: written.editId }),
    ...("diff" in written && { diff: written.diff }),
    files: files.map(({ shown }) => shown),
    edits: [...edits.values()].reduce((sum, own) => sum + own.length, 0),
    precision: titles.length > 0 ? "exact" : "candidate",
    engine: titles.length > 0 ? titles.join(", ") : "none",
    complete: titles.length > 0,
    unexplained: [],
    notTouched: notTouched.slice(0, 50),
    notTouchedTotal: notTouched.length,
    notes: [
      ...spoken.notes,
      ...(titles.length > 0
        ? []
        : [
            "No engine knows the imports of these files: they were moved, and nothing else was changed.",
          ]),
    ],
  };
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
  if (to.startsWith(`${from}/`)) {
    throw new ToolError(
      "PATH_INVALID",
      "A folder cannot be moved into itself.",
      "Choose another path.",
    );
  }
  return to;
}

/** What every engine that knows these files changes in imports, by the paths as they are now. */
async function importEdits(
  { engines }: Renaming,
  moves: readonly Move[],
  current: Current,
  task: Task,
): Promise<{ readonly edits: EditsByFile; readonly titles: readonly string[] }> {
  const byEngine = new Map<CodeEngine, Move[]>();
  for (const move of moves) {
    const engine = await engines.forPath(move.from);
    if (engine !== undefined) {
      byEngine.set(engine, [...(byEngine.get(engine) ?? []), move]);
    }
  }
  const edits = new Map<RepoPath, TextEdit[]>();
  for (const [engine, own] of byEngine) {
    const importers = own.flatMap(({ from }) => [from, ...importersOf(from, current)]);
    await engine.cover(
      [...new Set(importers)].filter((path) => engine.handles(path)),
      current.tree,
      task,
    );
    for (const { path, edits: some } of await engine.renameFiles(own, current.tree, task)) {
      if (current.tree.files.has(path)) {
        edits.set(path, [...(edits.get(path) ?? []), ...some]);
      }
    }
  }
  return { edits, titles: [...byEngine.keys()].map(({ title }) => title) };
}

/** Files that mention the last part of a module's path, or the folder's where a file stands for its folder. */
function importersOf(path: RepoPath, current: Current): RepoPath[] {
  const stem = posix.basename(path).replace(/\..*$/, "");
  const name = stem === "index" || stem === "__init__" ? posix.basename(posix.dirname(path)) : stem;
  const { inCode, inText } = wordFiles(current, name);
  return [...inCode, ...inText];
}

interface PlannedFile {
  readonly change: FileChange;
  readonly shown: RenamedFile;
  readonly diff: string;
}

function filesOf(root: string, moves: readonly Move[], edits: EditsByFile): PlannedFile[] {
  const texts = openTexts(root);
  const moved = new Map(moves.map(({ from, to }) => [from, to]));
  const paths = [...new Set([...moves.map(({ from }) => from), ...edits.keys()])];
  return paths.map((path) => {
    const own = edits.get(path) ?? [];
    const to = moved.get(path);
    const before = Buffer.from(readInsideSync(root, path, { maxBytes: 64 * 1024 * 1024 }).bytes);
    const after = own.length === 0 ? before : editFile(root, path, own, texts).bytes;
    const sha = createHash("sha256").update(before).digest("hex");
    const lines = [...new Set(inFileOrder(own).map(({ line }) => line))];
    const mode = 0o644;
    return {
      change:
        to === undefined
          ? { op: "update", path, bytes: after, before: sha }
          : { op: "rename", path, to, before: sha, ...(own.length > 0 && { bytes: after }) },
      shown:
        to === undefined
          ? { path, op: "update", lines }
          : { path: to, op: "rename", from: path, lines },
      diff: renderDiff({
        path: to ?? path,
        ...(to !== undefined && { from: path }),
        before: { bytes: before, mode },
        after: { bytes: after, mode },
      }),
    };
  });
}
