import { isUtf8 } from "node:buffer";

import { ToolError } from "../errors.ts";
import { parentOf } from "../workspace/look-at-tree.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { outsideRoot, resolveInside } from "../workspace/resolve-inside.ts";

/**
 * Checks a link that is to be made, by its text alone; what it leads to is checked by whoever follows it.
 *
 * @throws ToolError PATH_ESCAPE, PROTECTED
 */
export function checkLink(root: string, path: RepoPath, target: Buffer): void {
  const text = target.toString("utf8");
  if (!isUtf8(target) || text === "" || text.includes("\0") || text.startsWith("/")) {
    throw new ToolError(
      "PATH_ESCAPE",
      `The link ${quotePath(path)} would not lead to a path of the repository.`,
      "Give a path relative to the link's own folder.",
    );
  }
  try {
    resolveInside(root, `./${parentOf(path)}/${text}`);
  } catch (error) {
    throw error instanceof ToolError && error.code === "PATH_ESCAPE" ? outsideRoot(path) : error;
  }
}
