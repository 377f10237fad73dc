import { ToolError } from "../errors.ts";
import { openTexts } from "../references/answer-texts.ts";
import { targetOf } from "../references/target-of.ts";
import type { Task } from "../task.ts";
import { checkNewName } from "./check-new-name.ts";
import { renameByEngine } from "./rename-by-engine.ts";
import { renameBySyntax } from "./rename-by-syntax.ts";
import { isPathRequest, renamePath } from "./rename-path.ts";
import type { RenameRequest, RenameResult } from "./rename.ts";
import type { Renaming } from "./renaming.ts";

/**
 * Renames a symbol with every reference, or a file or folder with every import: everything or nothing.
 * @throws ToolError what `targetOf`, `renamePath`, `renameByEngine` and `renameBySyntax` throw, NAME_INVALID,
 * NAME_UNCHANGED
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
  checkNewName(request.newName, target);
  const engine = await engines.forPath(target.path);
  const current = await repository.current(task);
  const asked = { target, current, texts, request };
  const result =
    engine === undefined
      ? await renameBySyntax(renaming, asked, task)
      : await renameByEngine(renaming, { ...asked, engine }, task).catch(async (error: unknown) => {
          const note = unavailable(error);
          const found = await renameBySyntax(renaming, asked, task);
          return { ...found, notes: [note, ...found.notes] };
        });
  return { ...result, notes: [...notes, ...result.notes] };
}

/** Why an engine that is not installed does not answer; whatever else went wrong is thrown, as nothing was changed. */
function unavailable(error: unknown): string {
  if (error instanceof ToolError && error.code === "ENGINE_UNAVAILABLE") {
    return `${error.message} This was renamed by scopes and imports.`;
  }
  throw error;
}
