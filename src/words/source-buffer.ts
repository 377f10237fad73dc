/** The largest file the index takes, in bytes: a bundled program, but not a data set. */
export const maxSourceBytes = 16 * 1024 * 1024;

let shared: Buffer | undefined;

/** One buffer per thread for all files, since a new one each would be garbage at once. */
export function sourceBuffer(): Buffer {
  shared ??= Buffer.allocUnsafeSlow(maxSourceBytes);
  return shared;
}
