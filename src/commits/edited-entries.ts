import { ToolError } from "../errors.ts";
import { withLiteralPaths } from "../git/compare-trees.ts";
import { gitText } from "../git/git-text.ts";
import type { Git } from "../git/open-git.ts";
import { readBlobs } from "../git/read-blobs.ts";
import type { Task } from "../task.ts";
import { mergeLines } from "../transaction/merge-lines.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { EditContent } from "./edit-contents.ts";

/** A file in a tree of git. */
export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
}

/**
 * What the files of a commit are with what edits changed in them and nothing else; null for those that go. Writes the
 * new contents to git's objects.
 * @throws ToolError EDIT_OVERLAPS
 */
export async function writeEditedEntries(
  git: Git,
  head: string | undefined,
  contents: readonly EditContent[],
  task: Task,
): Promise<ReadonlyMap<RepoPath, TreeEntry | null>> {
  const entries = new Map<RepoPath, TreeEntry | null>(
    head === undefined ? [] : await readEntries(git, head, contents, task),
  );
  for (const content of contents) {
    const { path } = content;
    entries.set(path, await changed(git, entries.get(path) ?? null, content, task));
  }
  return entries;
}

/** The entries of the paths that the tree has. */
async function readEntries(
  git: Git,
  head: string,
  contents: readonly EditContent[],
  { signal }: Task,
): Promise<readonly (readonly [RepoPath, TreeEntry])[]> {
  const paths = [...new Set(contents.map(({ path }) => path))];
  const found = new Map<string, TreeEntry>();
  const args = ["ls-tree", "-z", head, "--", ...paths];
  const { bytes } = await git.run(args, withLiteralPaths({ signal }));
  for (const record of gitText(bytes).text.split("\0").slice(0, -1)) {
    const tab = record.indexOf("\t");
    const [mode = "", , id = ""] = record.slice(0, tab).split(" ");
    found.set(record.slice(tab + 1), { mode, id });
  }
  return paths.flatMap((path) => {
    const entry = found.get(path);
    return entry === undefined ? [] : [[path, entry] as const];
  });
}

async function changed(
  git: Git,
  entry: TreeEntry | null,
  { editId, path, before, after, mode }: EditContent,
  task: Task,
): Promise<TreeEntry | null> {
  const old = before && (await writeBlob(git, path, before, task));
  if (old === (entry?.id ?? null)) {
    return after && { mode, id: await writeBlob(git, path, after, task) };
  }
  const fresh = after && (await writeBlob(git, path, after, task));
  if (fresh === (entry?.id ?? null)) {
    return entry;
  }
  if (old === null || fresh === null || entry === null) {
    throw overlaps(editId, path);
  }
  const blobs = await readBlobs(git, [old, fresh, entry.id], task.signal);
  const [base, theirs, ours] = [old, fresh, entry.id].map((id) => linesOf(blobs.get(id)));
  const merged = mergeLines(base ?? [], ours ?? [], theirs ?? []);
  if (merged.kind === "clash") {
    throw overlaps(editId, path);
  }
  const text = Buffer.from(merged.lines.join(""), "latin1");
  return { mode: entry.mode, id: await writeBlob(git, undefined, text, task) };
}

/** As git would store the file, with its line endings; or the bytes as they are. */
async function writeBlob(
  git: Git,
  path: RepoPath | undefined,
  bytes: Buffer,
  { signal }: Task,
): Promise<string> {
  const how = path === undefined ? "--no-filters" : `--path=${path}`;
  const answer = await git.run(["hash-object", "-w", "--stdin", how], { signal, input: bytes });
  return answer.bytes.toString("latin1").trim();
}

/** Latin-1 keeps every byte. */
function linesOf(bytes: Buffer | undefined): readonly string[] {
  return bytes?.toString("latin1").match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

function overlaps(editId: string, path: RepoPath): ToolError {
  return new ToolError(
    "EDIT_OVERLAPS",
    `What edit ${editId} changed in ${quotePath(path)} stands on other changes that are not committed.`,
    "Name the edits before it as well, or the path; then all that changed in the file is committed.",
  );
}
