import { ToolError } from "../../src/errors.ts";
import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { editStore, type EditStoreOptions } from "../../src/transaction/edit-store.ts";
import { homeWithoutGit } from "../../src/transaction/edits-home.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";
import { bigChange, bigTree } from "../transaction/big-change.ts";
import { plant, task, treeAt } from "../transaction/trees.ts";

export interface Trouble {
  readonly onStep?: EditStoreOptions["onStep"];
  /** Whether it could be done. */
  readonly takeRoom?: () => boolean;
  readonly giveRoom?: () => void;
}

export interface Tried {
  readonly isMade: boolean;
  readonly wrong: readonly string[];
}

/** Makes the big change in an empty folder where something goes wrong, then a small one where nothing does. */
export async function tryEdit(
  root: string,
  { onStep, takeRoom, giveRoom }: Trouble,
): Promise<Tried> {
  const wrong: string[] = [];
  const home = homeWithoutGit(root);
  plant(root, bigTree);
  const old = treeAt(root).join("\n");
  if (takeRoom?.() === false) {
    return { isMade: false, wrong };
  }
  const store = editStore(home, { durability: "process", ...(onStep && { onStep }) });
  const said = await commitChanges(store, bigChange, task).then(() => undefined, textOf);
  const after = treeAt(root).join("\n");
  giveRoom?.();
  if (said?.includes("not a ToolError") === true) {
    wrong.push(said);
  }
  if (
    after !== old &&
    (said?.includes("Everything was put back.") === true || said?.includes("Nothing was written"))
  ) {
    wrong.push(`the tree is changed, and it said: ${said}`);
  }
  const path = asRepoPath("later");
  const sound = editStore(home, { durability: "process" });
  await commitChanges(sound, [{ op: "create", path, bytes: Buffer.from("") }], task);
  await commitChanges(sound, [{ op: "delete", path }], task);
  const late = treeAt(root).join("\n");
  if (late !== old && (said !== undefined || late !== after)) {
    wrong.push(`the tree is neither old nor new: ${late}`);
  }
  return { isMade: said === undefined, wrong };
}

function textOf(error: unknown): string {
  return error instanceof ToolError ? error.message : `not a ToolError: ${String(error)}`;
}
