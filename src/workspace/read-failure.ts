import { statSync } from "node:fs";

import { ToolError } from "../errors.ts";
import { OutsideRoot } from "./hold-inside.ts";
import { quotePath } from "./quote-path.ts";
import type { RepoPath } from "./repo-path.ts";
import { outsideRoot } from "./resolve-inside.ts";
import { rootGone } from "./root-gone.ts";
import { systemCode } from "./system-code.ts";
import { systemReason } from "./system-reason.ts";

/** Says what the file system said in a way an agent can act on. Anything unknown is handed back as it came. */
export function readFailure(root: string, path: RepoPath, error: unknown): unknown {
  if (error instanceof OutsideRoot) {
    return path === "" ? rootGone(error) : outsideRoot(path);
  }
  const code = systemCode(error);
  if (code === undefined) {
    return error;
  }
  if (code === "ENOENT" && statSync(root, { throwIfNoEntry: false }) === undefined) {
    return rootGone(error);
  }
  const name = quotePath(path);
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new ToolError(
      "NOT_FOUND",
      `There is no file ${name}.`,
      "Check the path, or search for the name.",
      {
        cause: error,
      },
    );
  }
  if (code === "EISDIR") {
    return new ToolError("IS_DIRECTORY", `${name} is a folder.`, "Name a file in it.", {
      cause: error,
    });
  }
  return new ToolError(
    "FILE_NOT_READABLE",
    `${name} cannot be read: ${systemReason(error)}.`,
    "Leave it, or ask the user.",
    {
      cause: error,
    },
  );
}
