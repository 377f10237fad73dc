import type { ListedFile } from "../workspace/listing.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** Deals files into batches of about the same number of bytes, each next file to the lightest one. */
export function balanced(files: readonly ListedFile[], count: number): ListedFile[][] {
  const batches = Array.from({ length: count }, () => ({ bytes: 0, files: [] as ListedFile[] }));
  for (const file of files) {
    const lightest = batches.reduce((least, batch) => (batch.bytes < least.bytes ? batch : least));
    lightest.files.push(file);
    // Opening a file costs about as much as lexing a kilobyte or two.
    lightest.bytes += file.stamp.size + 2048;
  }
  return batches.map((batch) => batch.files).filter((batch) => batch.length > 0);
}

/** What the files hold together, in bytes, when they were listed. */
export function bytesOf(files: readonly ListedFile[]): number {
  return files.reduce((sum, file) => sum + file.stamp.size, 0);
}

export function pathsOf(files: readonly ListedFile[]): RepoPath[] {
  return files.map((file) => file.path);
}
