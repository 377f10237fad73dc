import type { Git } from "./open-git.ts";

/** More than this is not read at once, in bytes. */
const maxBytes = 64 * 1024 * 1024;

/** The bytes behind ids of git's objects, as far as they are there and fit. */
export async function readBlobs(
  git: Git,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  if (ids.length === 0) {
    return blobs;
  }
  const input = [...new Set(ids)].map((id) => `${id}\n`).join("");
  const { bytes } = await git.run(["cat-file", "--batch"], { signal, input, maxBytes });
  for (let at = 0; at < bytes.length;) {
    const lineEnd = bytes.indexOf(0x0a, at);
    if (lineEnd < 0) {
      break;
    }
    const [id = "", type, size = "0"] = bytes.toString("latin1", at, lineEnd).split(" ");
    at = lineEnd + 1;
    // A missing object has its head alone.
    if (type === "blob") {
      const end = at + Number(size);
      if (end <= bytes.length) {
        blobs.set(id, bytes.subarray(at, end));
      }
      at = end + 1;
    }
  }
  return blobs;
}
