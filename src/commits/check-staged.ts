import { readlinkSync } from "node:fs";

import { ToolError } from "../errors.ts";
import type { FileDifference } from "../git/compare-trees.ts";
import type { Git } from "../git/open-git.ts";
import type { Task } from "../task.ts";
import { atEntry } from "../workspace/at-entry.ts";
import { blobId } from "../workspace/blob-id.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";

/** The most that a file may have to be committed here, in bytes. */
const maxBytes = 256 * 1024 * 1024;

/**
 * Compares what git staged with what we read ourselves, below the root and through no link that leads out: git looks
 * at a path and then opens it, and somebody may swap a folder in between.
 * @throws ToolError FILE_CHANGED, FILE_TOO_LARGE, and what `readInsideSync` throws
 */
export async function checkStaged(
  git: Git,
  paths: ReadonlySet<string>,
  differences: readonly FileDifference[],
  task: Task,
): Promise<void> {
  const staged = differences.filter(({ path, status }) => status !== "D" && paths.has(path));
  for (const [at, { path, mode, id }] of staged.entries()) {
    task.progress(at, staged.length, `checking ${path}`);
    if (mode === "160000" || !(await isSame(git, path, { mode, id }, task))) {
      throw new ToolError(
        "FILE_CHANGED",
        `${quotePath(path)} changed while it was committed; nothing was committed.`,
        "Send the same call again.",
      );
    }
  }
}

async function isSame(
  git: Git,
  name: string,
  { mode, id }: Pick<FileDifference, "mode" | "id">,
  { signal }: Task,
): Promise<boolean> {
  // It is one of those that were asked for, which were checked then.
  const path = asRepoPath(name);
  const isLink = mode === "120000";
  const bytes = isLink
    ? atEntry(git.root, path, (entry) => readlinkSync(entry, "buffer"))
    : readFile(git.root, path);
  if (blobId(bytes) === id) {
    return true;
  }
  // Line endings may be stored in another form, and ids may be of another kind.
  const args = ["hash-object", "--stdin", isLink ? "--no-filters" : `--path=${path}`];
  const answer = await git.run(args, { signal, input: bytes });
  return answer.bytes.toString("latin1").trim() === id;
}

function readFile(root: string, path: RepoPath): Buffer {
  const { bytes, truncated } = readInsideSync(root, path, { maxBytes });
  if (truncated) {
    throw new ToolError(
      "FILE_TOO_LARGE",
      `${quotePath(path)} is larger than ${maxBytes} bytes.`,
      "Leave it out, or ask the user to commit it with git.",
    );
  }
  return bytes;
}
