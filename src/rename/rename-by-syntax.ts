import { ToolError } from "../errors.ts";
import type { AnswerTexts } from "../references/answer-texts.ts";
import { findBySyntax } from "../references/by-syntax.ts";
import type { Target } from "../references/references.ts";
import type { Current } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { checkSyntaxCollisions } from "./check-syntax-collisions.ts";
import { finishRename } from "./finish-rename.ts";
import { findSpoken } from "./not-touched.ts";
import { type RenameRequest, type RenameResult, shownNotTouched } from "./rename.ts";
import type { Renaming } from "./renaming.ts";
import { textAt } from "./text-at.ts";
import { editFiles, type TextEdit } from "./text-edits.ts";

/** A symbol to rename, and the repository as it was when it was found. */
export interface SyntaxRename {
  readonly target: Target;
  readonly current: Current;
  readonly texts: AnswerTexts;
  readonly request: RenameRequest;
}

/**
 * Renames by scopes and imports, where they account for every file that holds the name, as they do for local names.
 * @throws ToolError RENAME_NOT_EXACT otherwise, NAME_COLLISION
 */
export async function renameBySyntax(
  renaming: Renaming,
  { target, current, texts, request }: SyntaxRename,
  task: Task,
): Promise<RenameResult> {
  const { repository } = renaming;
  const found = await findBySyntax(repository, target, task);
  if (!found.complete || found.precision !== "scoped") {
    throw new ToolError(
      "RENAME_NOT_EXACT",
      `No compiler is at hand for ${target.path}, and scopes and imports alone cannot tell all references of ${target.name}: ${found.references.length} places were found, ${found.certificate.unexplained.length} files are open.`,
      "See find_references for the places, and repowright doctor for the language server to install.",
    );
  }
  const edits = new Map<RepoPath, TextEdit[]>();
  for (const place of found.references) {
    const { path, line, column, endColumn } = place;
    // Where it has another name, that one stays.
    if (textAt(texts, place) === target.name) {
      const edit = { path, line, column, endLine: line, endColumn, newText: request.newName };
      edits.set(path, [...(edits.get(path) ?? []), edit]);
    }
  }
  const paths = [...edits.keys()];
  await checkSyntaxCollisions(
    { repository, current, target, newName: request.newName, paths },
    task,
  );
  const files = editFiles(repository.root, edits, texts);
  const spoken = await findSpoken(repository, { current, target }, task);
  return {
    ...(await finishRename(renaming, { files, edits, dryRun: request.dryRun }, task)),
    precision: found.precision,
    engine: "syntax",
    complete: true,
    unexplained: [],
    notTouched: spoken.places.slice(0, shownNotTouched),
    notTouchedTotal: spoken.places.length,
    notes: [...found.notes, ...spoken.notes],
  };
}
