/**
 * What a confined program sees of the disk, as absolute real paths: everything can be read and nothing written, and then
 * in this order, each step over the ones before it.
 */
export interface Layout {
  /** Folders that are empty and can be filled, in memory. */
  readonly hidden: readonly string[];
  /** Within the hidden ones, read-only. */
  readonly shown: readonly string[];
  /** The root and the folder of the run. */
  readonly writable: readonly string[];
  /** Files and folders that cannot be changed. */
  readonly fixed: readonly string[];
  /** Files and folders that are empty and cannot be changed. */
  readonly emptyFiles: readonly string[];
  readonly emptyFolders: readonly string[];
}
