import { type FileDifference, withLiteralPaths } from "../git/compare-trees.ts";
import { gitText } from "../git/git-text.ts";
import type { Git } from "../git/open-git.ts";
import type { Task } from "../task.ts";
import type { TreeEntry } from "./edited-entries.ts";
import { putEntries } from "./stage-tree.ts";

/**
 * Brings the user's own index to what is committed, for the paths of the commit alone. It is done before the branch
 * moves: whoever is killed in between leaves these files staged, which loses nothing.
 * @returns puts back what was there
 */
export async function syncIndex(
  git: Git,
  differences: readonly FileDifference[],
  task: Task,
): Promise<() => Promise<void>> {
  const wanted = entriesOf(differences);
  const before = await readIndexEntries(git, wanted, task);
  await putEntries(git, wanted, task);
  return async () => await putEntries(git, before, task);
}

/** What changed paths are afterwards. */
function entriesOf(differences: readonly FileDifference[]): ReadonlyMap<string, TreeEntry | null> {
  return new Map(
    differences.flatMap(({ path, oldPath, status, mode, id }) => [
      ...(status === "R" && oldPath !== undefined ? [[oldPath, null] as const] : []),
      [path, status === "D" ? null : { mode, id }] as const,
    ]),
  );
}

/** More names would be too long for a command line. */
const mostNames = 500;

async function readIndexEntries(
  git: Git,
  paths: ReadonlyMap<string, unknown>,
  { signal }: Task,
): Promise<ReadonlyMap<string, TreeEntry | null>> {
  const names = paths.size > mostNames ? [] : [...paths.keys()];
  const entries = new Map<string, TreeEntry | null>([...paths.keys()].map((path) => [path, null]));
  const { bytes } = await git.run(
    ["ls-files", "-z", "--stage", "--", ...names],
    withLiteralPaths({ signal, maxBytes: 1024 * 1024 * 1024 }),
  );
  for (const record of gitText(bytes).text.split("\0").slice(0, -1)) {
    const tab = record.indexOf("\t");
    const path = record.slice(tab + 1);
    if (entries.has(path)) {
      const [mode = "", id = ""] = record.slice(0, tab).split(" ");
      entries.set(path, { mode, id });
    }
  }
  return entries;
}
