import { ToolError } from "../errors.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { createFile } from "./create-file.ts";
import { deleteFile } from "./delete-file.ts";
import { isSubmoduleMode } from "./git-mode.ts";
import { moveFile } from "./move-file.ts";
import type { Planning, Step } from "./planning.ts";
import { updateFile } from "./update-file.ts";

/**
 * Does one operation in the virtual tree, or nothing of it.
 *
 * @throws HunksRefused, AlreadyDone, ToolError
 */
export async function planOperation(planning: Planning, step: Step): Promise<void> {
  const { op, path, newMode, oldMode } = step.operation;
  if (isSubmoduleMode(newMode ?? oldMode)) {
    throw new ToolError(
      "IS_DIRECTORY",
      `${quotePath(path)} is a submodule, which has no content here.`,
      "Leave it out, and change it with git.",
    );
  }
  switch (op) {
    case "create":
      createFile(planning, step);
      return;
    case "update":
      await updateFile(planning, step);
      return;
    case "delete":
      await deleteFile(planning, step);
      return;
    case "rename":
    case "copy":
      await moveFile(planning, step);
  }
}
