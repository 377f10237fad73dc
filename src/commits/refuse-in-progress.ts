import { existsSync } from "node:fs";
import { join } from "node:path";

import { ToolError } from "../errors.ts";
import type { Git } from "../git/open-git.ts";

/**
 * A commit in the middle of these would be another one than git expects there.
 * @throws ToolError OPERATION_IN_PROGRESS
 */
export function refuseInProgress({ gitDir }: Pick<Git, "gitDir">): void {
  const found = operations.find(([file]) => existsSync(join(gitDir, file)));
  if (found !== undefined) {
    const [, name] = found;
    throw new ToolError(
      "OPERATION_IN_PROGRESS",
      `A ${name} is not finished, so nothing was committed.`,
      `Ask the user to finish it with git ${name} --continue, or to end it with git ${name} --abort.`,
    );
  }
}

const operations = [
  ["MERGE_HEAD", "merge"],
  ["CHERRY_PICK_HEAD", "cherry-pick"],
  ["REVERT_HEAD", "revert"],
  ["rebase-merge", "rebase"],
  ["rebase-apply", "rebase"],
  ["sequencer", "cherry-pick"],
] as const;
