import type { ListedFile } from "../workspace/listing.ts";
import { findFiltered } from "./find-filtered.ts";
import type { Git } from "./open-git.ts";

/**
 * Takes the blob id off files whose bytes on disk are not the blob's, although git calls them unchanged: line
 * ends, `$Id$` and filters change them on the way. What git changes by itself always changes the length, so
 * lengths tell; for filters and encodings the attributes are asked.
 */
export async function confirmBlobs(question: ConfirmQuestion): Promise<ListedFile[]> {
  const { git, files, others, sizes, signal } = question;
  const sameLength = files.filter(
    ({ blob, stamp }) => blob !== undefined && sizes.get(blob) === stamp.size,
  );
  const listed = [...files, ...others];
  const filtered = await findFiltered({ git, files: sameLength, listed, signal });
  const sure = new Set(sameLength.filter(({ path }) => !filtered.has(path)));
  return files.map((file) => (sure.has(file) ? file : { path: file.path, stamp: file.stamp }));
}

export interface ConfirmQuestion {
  readonly git: Git;
  readonly files: readonly ListedFile[];
  /** The untracked files; an attributes file among them counts, too. */
  readonly others: readonly ListedFile[];
  /** Of the blobs, in bytes. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly signal: AbortSignal;
}
