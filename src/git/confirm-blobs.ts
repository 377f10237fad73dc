import type { ListedFile } from "../workspace/listing.ts";
import { findFiltered } from "./find-filtered.ts";
import type { Git } from "./open-git.ts";

/**
 * Takes the blob id off files whose bytes on disk are not the blob's, although git calls them unchanged: line
 * ends, `$Id$` and filters change them on the way. What git changes by itself always changes the length, so
 * lengths tell; for filters and encodings the attributes are asked.
 */
export async function confirmBlobs(question: ConfirmQuestion): Promise<ListedFile[]> {
  const { git, files, sizes, signal } = question;
  const sameLength = files.filter(
    ({ blob, stamp }) => blob !== undefined && sizes.get(blob) === stamp.size,
  );
  const filtered = await findFiltered({ git, files: sameLength, listed: files, signal });
  const sure = new Set(sameLength.filter(({ path }) => !filtered.has(path)));
  return files.map((file) =>
    file.blob === undefined || sure.has(file) ? file : { path: file.path, stamp: file.stamp },
  );
}

export interface ConfirmQuestion {
  readonly git: Git;
  /** Tracked and untracked, because an untracked attributes file counts, too. */
  readonly files: readonly ListedFile[];
  /** Of the blobs, in bytes. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly signal: AbortSignal;
}
