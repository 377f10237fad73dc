import { readFileSync } from "node:fs";
import { join } from "node:path";

import { foldersOf } from "../workspace/folders-of.ts";
import type { ListedFile } from "../workspace/listing.ts";
import type { TreeLook } from "../workspace/look-at-tree.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";

/**
 * Which of the files have a `filter` or `working-tree-encoding` attribute, so that git may store other bytes of
 * the same length. No filter is run. git is asked only when some attributes file mentions one of them.
 */
export async function findFiltered(
  git: Git,
  files: readonly ListedFile[],
  look: TreeLook,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (!attributeTexts(git, files, look).some((text) => /filter|working-tree-encoding/u.test(text))) {
    return new Set();
  }
  const { bytes } = await git.run(["check-attr", "--stdin", "-z", "filter", "working-tree-encoding"], {
    signal,
    input: files.map(({ path }) => `${path}\0`).join(""),
  });
  const fields = gitText(bytes).text.split("\0");
  const filtered = new Set<string>();
  for (let index = 0; index + 2 < fields.length; index += 3) {
    const [path = "", , value] = fields.slice(index, index + 3);
    if (value !== "unspecified" && value !== "unset") {
      filtered.add(path);
    }
  }
  return filtered;
}

/** Larger than any honest attributes file; when one is longer, git is asked. */
const maxBytes = 1_000_000;

function attributeTexts(git: Git, files: readonly ListedFile[], look: TreeLook): string[] {
  const inTree = [...foldersOf(files.map(({ path }) => path))]
    .map((folder) => asRepoPath(folder === "" ? ".gitattributes" : `${folder}/.gitattributes`))
    .filter((path) => look.entry(path)?.isFile())
    .map((path) => textInTree(git.root, path));
  const outside = [join(git.commonDir, "info", "attributes"), git.attributesFile].map(textOutside);
  return [...inTree, ...outside];
}

function textInTree(root: string, path: RepoPath): string {
  try {
    const { bytes, truncated } = readInsideSync(root, path, { maxBytes });
    return truncated ? "filter" : bytes.toString("latin1");
  } catch {
    // It went or closed since it was looked at; asking git is always right.
    return "filter";
  }
}

function textOutside(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    // Most people have none.
    return "";
  }
}
