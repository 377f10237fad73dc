import { ToolError } from "../errors.ts";
import type { RepoPath } from "./repo-path.ts";
import { resolveInside } from "./resolve-inside.ts";

/** The path inside the root that a text names; undefined where it names none, as one in a tree made by hand can. */
export function findInside(root: string, path: string): RepoPath | undefined {
  try {
    return resolveInside(root, path);
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}
