import type { CodeEngine, Place } from "../engines/code-engine.ts";
import { ToolError } from "../errors.ts";
import { askReferences, type Question } from "../references/ask-engine.ts";
import { certify } from "../references/certificate.ts";
import type { Task } from "../task.ts";
import { checkAllEdited } from "./check-all-edited.ts";
import { checkCollisions } from "./check-collisions.ts";
import { checkErrors } from "./check-errors.ts";
import { finishRename } from "./finish-rename.ts";
import { findAliases, findSpoken } from "./not-touched.ts";
import type { SyntaxRename } from "./rename-by-syntax.ts";
import { type EditsByFile, renameEdits } from "./rename-edits.ts";
import { type NotTouched, type RenameResult, shownNotTouched } from "./rename.ts";
import type { Renaming } from "./renaming.ts";
import { shortenPairs } from "./shorten-pairs.ts";
import { textAt } from "./text-at.ts";
import { editFiles } from "./text-edits.ts";
import { withMentions } from "./with-mentions.ts";

interface EngineRename extends SyntaxRename {
  readonly engine: CodeEngine;
}

/**
 * Renames by what a compiler says, and refuses where that would leave or catch a reference.
 * @throws ToolError what the engine and `commitChanges` throw, NAME_COLLISION, RENAME_BREAKS,
 * RENAME_OUTSIDE, RENAME_INCOMPLETE
 */
export async function renameByEngine(
  renaming: Renaming,
  { target, current, texts, request, engine }: EngineRename,
  task: Task,
): Promise<RenameResult> {
  const { repository } = renaming;
  const { newName, dryRun, includeStrings } = request;
  const question: Question = { repository, engine, current, target, texts };
  const asked = await askReferences(question, task);
  const { answer, certificate } = await certify(question, asked, task);
  const start = await declarationOf(question, task);
  const names = { oldName: target.name, newName };
  const told = await renameEdits(engine, start, names, current.tree, task);
  checkAllEdited(question, answer, told);
  const edits = await shortenPairs(repository, told, texts, task);
  const files = editFiles(repository.root, edits, texts);
  await checkCollisions({ repository, question, answer, start, edits, files, newName }, task);
  const unchecked = await checkErrors({ question, answer, files }, task);
  const [spoken, aliases] = await Promise.all([
    findSpoken(repository, question, task),
    findAliases(repository, question, answer.places, task),
  ]);
  const mentions = includeStrings ? spoken.places.filter(isInSource) : [];
  const all = withMentions(edits, mentions, names);
  const written = mentions.length === 0 ? files : editFiles(repository.root, all, texts);
  const notTouched = [...aliases, ...spoken.places.filter((one) => !isEdited(one, all))];
  return {
    ...(await finishRename(renaming, { files: written, edits: all, dryRun }, task)),
    precision: "exact",
    engine: engine.title,
    complete:
      answer.settled && certificate.unexplained.length === 0 && certificate.outsideProjects === 0,
    unexplained: certificate.unexplained,
    notTouched: notTouched.slice(0, shownNotTouched),
    notTouchedTotal: notTouched.length,
    notes: [...engine.notes(), ...unchecked, ...spoken.notes],
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
  return inside.find((place) => textAt(texts, place) === target.name) ?? target;
}

/** Engines know some comments: `{@link Cart}`. */
function isEdited(
  { path, line, column }: Pick<NotTouched, "line" | "column" | "path">,
  edits: EditsByFile,
): boolean {
  return edits.get(path)?.some((edit) => edit.line === line && edit.column === column) ?? false;
}

function isInSource({ kind }: NotTouched): boolean {
  return kind === "string" || kind === "comment";
}
