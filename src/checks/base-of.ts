import type { Environment } from "../git/git-environment.ts";
import { isEditId } from "../transaction/edit-folders.ts";
import type { Task } from "../task.ts";
import type { BaseState } from "./base-state.ts";
import { commitBase } from "./commit-base.ts";
import { editBase } from "./edit-base.ts";

/** The state that `since` names: an edit's id, else something that git knows. Throws what each of them throws. */
export async function baseOf(
  root: string,
  environment: Environment,
  since: string,
  task: Task,
): Promise<BaseState> {
  return isEditId(since)
    ? await editBase(root, environment, since, task)
    : await commitBase(root, environment, since, task);
}
