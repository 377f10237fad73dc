import { ToolError } from "../errors.ts";
import { objectsMissing } from "../git/git-failure.ts";
import type { Git } from "../git/open-git.ts";
import { readBlobs } from "../git/read-blobs.ts";
import type { Task } from "../task.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** A file as it is on disk or was in a commit. */
export interface FileVersion {
  readonly bytes: Buffer;
  readonly text: string;
  /** As git counts them: only a line feed ends one. */
  readonly lines: readonly string[];
}

/** More is no source code, in bytes. */
const maxBytes = 32 * 1024 * 1024;

/**
 * Reads a file as it is on disk.
 * @throws ToolError what `readInsideSync` throws, NOT_TEXT
 */
export function readDisk(root: string, path: RepoPath): FileVersion {
  const { bytes, truncated } = readInsideSync(root, path, { maxBytes });
  return versionOf(path, bytes, truncated);
}

/**
 * Reads a file as it was in a commit; undefined when it was not there.
 * @throws ToolError NOT_TEXT, OBJECTS_MISSING
 */
export async function findInCommit(
  git: Git,
  commit: string,
  path: RepoPath,
  { signal }: Pick<Task, "signal">,
): Promise<FileVersion | undefined> {
  // One name per line is asked for, so a name with a line break would be two.
  const name = `${commit}:./${path}`;
  const blob = path.includes("\n") ? undefined : await readBlobs(git, [name], signal);
  const [bytes] = blob?.values() ?? [];
  if (bytes === undefined) {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", name];
    if ((await git.run(args, { signal })).bytes.length > 0) {
      throw objectsMissing();
    }
    return undefined;
  }
  return versionOf(path, bytes, bytes.length > maxBytes);
}

function versionOf(path: RepoPath, bytes: Buffer, truncated: boolean): FileVersion {
  const decoded = truncated ? undefined : decodeText(bytes);
  if (decoded?.kind !== "text") {
    throw new ToolError(
      "NOT_TEXT",
      `${quotePath(path)} is ${truncated ? `larger than ${maxBytes} bytes` : "no text"}.`,
      "Ask for its log without lines or symbol.",
    );
  }
  const { text } = decoded;
  return { bytes, text, lines: text === "" ? [] : text.replace(/\n$/u, "").split("\n") };
}
