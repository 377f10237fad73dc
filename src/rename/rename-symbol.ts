import type { Place } from "../engines/code-engine.ts";
import type { Engines } from "../engines/engines.ts";
import { ToolError } from "../errors.ts";
import { commitChanges } from "../patch/commit-changes.ts";
import type { EditStore } from "../patch/edit-store.ts";
import { renderDiff } from "../patch/render-diff.ts";
import { openTexts } from "../references/answer-texts.ts";
import { askReferences, type EngineAnswer, type Question } from "../references/ask-engine.ts";
import { certify } from "../references/certificate.ts";
import { targetOf } from "../references/target-of.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { checkCollisions } from "./check-collisions.ts";
import { checkNewName } from "./check-new-name.ts";
import { findAliases, findSpoken } from "./not-touched.ts";
import { renameBySyntax } from "./rename-by-syntax.ts";
import { type EditsByFile, renameEdits } from "./rename-edits.ts";
import { isPathRequest, renamePath } from "./rename-path.ts";
import type { NotTouched, RenameRequest, RenameResult } from "./rename.ts";
import { type EditedFile, editFile, inFileOrder, type TextEdit } from "./text-edits.ts";

/** What a rename needs of the repository; the store is opened when something is written. */
export interface Renaming {
  readonly repository: Repository;
  readonly engines: Engines;
  readonly store: (task: Task) => Promise<EditStore>;
}

/** Places listed in one answer. */
const shownNotTouched = 50;

/**
 * Renames a symbol with every reference, or a file or folder with every import: everything or nothing.
 * @throws ToolError what `targetOf` and `commitChanges` throw, NAME_INVALID, NAME_UNCHANGED, NAME_COLLISION,
 * RENAME_NOT_EXACT, RENAME_OUTSIDE, RENAME_INCOMPLETE
 */
export async function renameSymbol(
  renaming: Renaming,
  request: RenameRequest,
  task: Task,
): Promise<RenameResult> {
  const { repository, engines } = renaming;
  if (isPathRequest(request)) {
    return await renamePath(renaming, request, task);
  }
  const texts = openTexts(repository.root, await repository.files(task));
  const { target, notes } = await targetOf(repository, request, texts, task);
  checkNewName(request.newName, target.name, target.path);
  const engine = await engines.forPath(target.path);
  const current = await repository.current(task);
  if (engine === undefined) {
    return await renameBySyntax(renaming, { target, current, texts, request }, task);
  }
  const question: Question = { repository, engine, current, target, texts };
  const { answer, certificate } = await certify(
    question,
    await askReferences(question, task),
    task,
  );
  const start = await declarationOf(question, task);
  const names = { oldName: target.name, newName: request.newName };
  const edits = await renameEdits(engine, start, names, current.tree, task);
  checkEverythingEdited(question, answer, edits);
  const files = [...edits].map(([path, own]) => editFile(repository.root, path, own, texts));
  const planned = { repository, question, answer, start, edits, files, newName: request.newName };
  await checkCollisions(planned, task);
  const [spoken, aliases] = await Promise.all([
    findSpoken(repository, question, task),
    findAliases(repository, question, answer.places, task),
  ]);
  const silent = request.includeStrings ? spoken.places.filter(isInSource) : [];
  const all = withStrings(edits, silent, names);
  const written =
    silent.length === 0
      ? files
      : [...all].map(([path, own]) => editFile(repository.root, path, own, texts));
  const notTouched = [...aliases, ...spoken.places.filter((one) => !silent.includes(one))];
  return {
    ...(await finish(renaming, written, all, request.dryRun, task)),
    precision: "exact",
    engine: engine.title,
    complete:
      answer.settled && certificate.unexplained.length === 0 && certificate.outsideProjects === 0,
    unexplained: certificate.unexplained,
    notTouched: notTouched.slice(0, shownNotTouched),
    notTouchedTotal: notTouched.length,
    notes: [...notes, ...engine.notes(), ...spoken.notes],
  };
}

/** Where the symbol is declared, as long as it has the same name there; else the name given to it here is meant. */
async function declarationOf(
  { engine, target, texts, current }: Question,
  task: Task,
): Promise<Place> {
  const { inside, outside } = await engine.definition(target, current.tree, task);
  if (inside.length === 0 && outside > 0) {
    throw new ToolError(
      "RENAME_OUTSIDE",
      `${target.name} is declared outside of the repository, in a library.`,
      "It can't be renamed from here.",
    );
  }
  const same = inside.find(
    ({ path, line, column, endColumn }) =>
      texts
        .get(path)
        ?.line(line)
        .slice(column - 1, endColumn - 1) === target.name,
  );
  return same ?? target;
}

/** A reference that keeps the old name would break the code. */
function checkEverythingEdited(
  { target, texts }: Question,
  { places }: EngineAnswer,
  edits: EditsByFile,
): void {
  const left = places.filter(({ path, line, column, endColumn }) => {
    const text = texts
      .get(path)
      ?.line(line)
      .slice(column - 1, endColumn - 1);
    const own = edits.get(path) ?? [];
    return (
      text === target.name && !own.some((edit) => edit.line === line && edit.column === column)
    );
  });
  const [first] = left;
  if (first !== undefined) {
    throw new ToolError(
      "RENAME_INCOMPLETE",
      `${left.length} of ${places.length} references would keep the old name, the first at ${first.path}:${first.line}:${first.column}. Nothing was changed.`,
      "Rename what the name means there first, or make this change by hand.",
    );
  }
}

function isInSource({ kind }: NotTouched): boolean {
  return kind === "string" || kind === "comment";
}

function withStrings(
  edits: EditsByFile,
  places: readonly NotTouched[],
  { oldName, newName }: { readonly oldName: string; readonly newName: string },
): EditsByFile {
  const all = new Map<RepoPath, TextEdit[]>([...edits].map(([path, own]) => [path, [...own]]));
  for (const { path, line, column } of places) {
    const own = all.get(path) ?? [];
    all.set(path, own);
    if (!own.some((edit) => edit.line === line && edit.column === column)) {
      own.push({
        path,
        line,
        column,
        endLine: line,
        endColumn: column + oldName.length,
        newText: newName,
      });
    }
  }
  return all;
}

/** Writes the files, or shows what would be written. */
export async function finish(
  { store }: Renaming,
  files: readonly EditedFile[],
  edits: EditsByFile,
  dryRun: boolean,
  task: Task,
): Promise<Pick<RenameResult, "editId" | "files" | "edits" | "diff">> {
  const renamed = files.map(({ path }) => ({
    path,
    op: "update" as const,
    lines: [...new Set(inFileOrder(edits.get(path) ?? []).map(({ line }) => line))],
  }));
  const count = [...edits.values()].reduce((sum, own) => sum + own.length, 0);
  if (dryRun) {
    const diff = files
      .map(({ path, before, bytes }) =>
        renderDiff({
          path,
          before: { bytes: before, mode: 0o644 },
          after: { bytes, mode: 0o644 },
        }),
      )
      .join("");
    return { files: renamed, edits: count, diff };
  }
  const changes = files.map(({ path, bytes, sha }) => ({
    op: "update" as const,
    path,
    bytes,
    before: sha,
  }));
  const { editId } = await commitChanges(await store(task), changes, task);
  return { ...(editId !== undefined && { editId }), files: renamed, edits: count };
}
