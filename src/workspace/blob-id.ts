import { hash } from "node:crypto";

/** The id git gives these bytes as a blob, 40 hex digits: the SHA-1 of `blob <size>`, a NUL, and the bytes. */
export function blobId(bytes: Uint8Array): string {
  // One call on a joined copy is quicker than a hash object with two updates.
  return hash("sha1", Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]), "hex");
}
