import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Git } from "./open-git.ts";

/** Whether the repository was cloned without its older commits. */
export function isShallow({ commonDir }: Pick<Git, "commonDir">): boolean {
  return existsSync(join(commonDir, "shallow"));
}
