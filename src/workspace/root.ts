import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";

import { ToolError } from "../errors.ts";
import { quotePath } from "./quote-path.ts";

/**
 * The root a server works in: an existing, readable folder, with every link in its own path resolved, so that
 * later comparisons of real paths hold.
 *
 * @param candidate absolute
 * @throws ToolError ROOT_NOT_FOUND, ROOT_NOT_A_DIRECTORY, ROOT_NOT_READABLE
 */
export async function rootFrom(candidate: string): Promise<string> {
  const root = await realpath(candidate).catch((error: unknown) => {
    throw new ToolError(
      "ROOT_NOT_FOUND",
      `There is no folder ${quotePath(candidate)}.`,
      startAgain,
      { cause: error },
    );
  });
  if (!(await stat(root)).isDirectory()) {
    throw new ToolError(
      "ROOT_NOT_A_DIRECTORY",
      `${quotePath(candidate)} is not a folder.`,
      startAgain,
    );
  }
  await access(root, constants.R_OK | constants.X_OK).catch((error: unknown) => {
    throw new ToolError(
      "ROOT_NOT_READABLE",
      `The folder ${quotePath(candidate)} cannot be read.`,
      startAgain,
      {
        cause: error,
      },
    );
  });
  return root;
}

const startAgain = "Start the server with --root and the path of the repository.";
