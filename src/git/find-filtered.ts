import { join } from "node:path";

import type { ListedFile } from "../workspace/listing.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { foldersAbove } from "./folders-above.ts";
import { gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import { readSmallFile } from "./read-small-file.ts";

export interface FilteredQuestion {
  readonly git: Git;
  /** Those that are asked about. */
  readonly files: readonly ListedFile[];
  /** All files of the listing, attributes files among them. */
  readonly listed: readonly ListedFile[];
  readonly signal: AbortSignal;
}

/**
 * Which of the files have a `filter` or `working-tree-encoding` attribute, so that git may store other bytes of
 * the same length. No filter is run. git is asked only when some attributes file mentions one of them.
 */
export async function findFiltered(question: FilteredQuestion): Promise<ReadonlySet<string>> {
  const { git, files, signal } = question;
  if (files.length === 0 || !attributeTexts(question).some((text) => mentions.test(text))) {
    return new Set();
  }
  const { bytes } = await git.run(
    ["check-attr", "--stdin", "-z", "filter", "working-tree-encoding"],
    {
      signal,
      input: files.map(({ path }) => `${path}\0`).join(""),
    },
  );
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

const mentions = /filter|working-tree-encoding/u;

/**
 * The attributes files that count: of the listed folders, of those between them and the work tree's top, of the
 * repository and of the user. One that is itself ignored is not looked for.
 */
function attributeTexts({ git, listed }: FilteredQuestion): string[] {
  const inTree = listed
    .filter(({ path }) => path === name || path.endsWith(`/${name}`))
    .map(({ path }) => textInTree(git.root, path));
  const above = foldersAbove(git).map((folder) => join(folder, name));
  const outside = [...above, join(git.commonDir, "info", "attributes"), git.attributesFile];
  return [...inTree, ...outside.map((path) => readSmallFile(path) ?? "")];
}

const name = ".gitattributes";

/** Larger than any honest attributes file; when one is longer, git is asked. */
const maxBytes = 1_000_000;

function textInTree(root: string, path: RepoPath): string {
  try {
    const { bytes, truncated } = readInsideSync(root, path, { maxBytes });
    return truncated ? "filter" : bytes.toString("latin1");
  } catch {
    // It went or closed since it was looked at; asking git is always right.
    return "filter";
  }
}
