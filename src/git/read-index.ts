import { type GitText, gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import { type IndexEntry, indexListingArgs, parseIndexListing } from "./parse-index-listing.ts";
import type { GitRun } from "./run-git.ts";

/**
 * Reads git's index and hands on its entries while git still prints, so that looking at the files does not wait.
 *
 * @returns whether all that git printed was understood
 */
export async function readIndex(
  git: Git,
  run: GitRun,
  onEntries: (entries: readonly IndexEntry[], source: Pick<GitText, "lossy">) => void,
): Promise<boolean> {
  let bytes = Buffer.alloc(0);
  let text = "";
  let lossy = false;
  let previous: string | undefined;

  function onChunk(chunk: Buffer): void {
    bytes = Buffer.concat([bytes, chunk]);
    // No character has a line break in it, so text may be cut there; an entry may not and waits for its rest.
    const end = bytes.lastIndexOf("\n") + 1;
    const part = gitText(bytes.subarray(0, end));
    bytes = bytes.subarray(end);
    text += part.text;
    lossy ||= part.lossy;
    const { entries, length } = parseIndexListing(text);
    text = text.slice(length);
    onEntries(entries.filter(isFirst), { lossy });
  }

  /** A path in conflict comes once for each side. */
  function isFirst({ path }: IndexEntry): boolean {
    const first = path !== previous;
    previous = path;
    return first;
  }

  await git.run(indexListingArgs, { ...run, onChunk });
  return text === "" && bytes.length === 0;
}
