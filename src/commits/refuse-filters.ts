import { ToolError } from "../errors.ts";
import { gitText } from "../git/git-text.ts";
import type { Git } from "../git/open-git.ts";
import type { Task } from "../task.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { listed } from "./named-changes.ts";

/**
 * A file that goes through a filter (git-lfs, git-crypt) would be stored as it is, because no program of the
 * repository's configuration is started.
 * @throws ToolError FILTER_NOT_RUN
 */
export async function refuseFilters(
  git: Git,
  paths: readonly RepoPath[],
  { signal }: Task,
): Promise<void> {
  if (paths.length === 0) {
    return;
  }
  const input = paths.map((path) => `${path}\0`).join("");
  const { bytes } = await git.run(["check-attr", "-z", "--stdin", "filter"], { signal, input });
  const fields = gitText(bytes).text.split("\0");
  const filtered = paths.flatMap((path, at) => {
    const filter = fields[3 * at + 2] ?? "";
    return unset.has(filter) ? [] : [{ path, filter }];
  });
  const [first] = filtered;
  if (first !== undefined) {
    throw new ToolError(
      "FILTER_NOT_RUN",
      `These files go through a filter of git, ${quotePath(first.filter)}, which is not run here: ${listed(filtered.map(({ path }) => path))}.`,
      "Leave them out, or ask the user to commit them with git.",
    );
  }
}

const unset: ReadonlySet<string> = new Set(["unspecified", "unset", "set"]);
