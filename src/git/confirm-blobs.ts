import type { ListedFile } from "../workspace/listing.ts";
import type { TreeLook } from "../workspace/look-at-tree.ts";
import { findFiltered } from "./find-filtered.ts";
import type { Git } from "./open-git.ts";

/**
 * Takes the blob id off files whose bytes on disk are not the blob's, although git calls them unchanged: line
 * ends, `$Id$` and filters change them on the way. What git changes by itself always changes the length, so
 * lengths tell; for filters and encodings the attributes are asked.
 *
 * @param sizes of the blobs, in bytes
 */
export async function confirmBlobs(
  git: Git,
  { files, sizes, look, signal }: ConfirmQuestion,
): Promise<ListedFile[]> {
  const sameLength = files.filter(({ blob, stamp }) => blob !== undefined && sizes.get(blob) === stamp.size);
  const filtered = await findFiltered(git, sameLength, look, signal);
  const sure = new Set(sameLength.filter(({ path }) => !filtered.has(path)));
  return files.map((file) => (sure.has(file) ? file : { path: file.path, stamp: file.stamp }));
}

export interface ConfirmQuestion {
  readonly files: readonly ListedFile[];
  readonly sizes: ReadonlyMap<string, number>;
  readonly look: TreeLook;
  readonly signal: AbortSignal;
}
