import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";

import { languages } from "../languages/index.ts";

/**
 * The index on disk: a header, then segments one after the other, each after its length and checksum.
 * It is replaced as a whole by a rename, so a reader sees the old one or the new one, never a torn one; several
 * servers on one repository overwrite each other, and all that can be lost that way is time.
 */
const magic = 0x5257_4958;
/** To be raised when the lexer or the layout changes; the lexicons tell of their changes by themselves. */
const version = 1;
const lexicons = crc32(
  JSON.stringify(languages.map((language) => [language.extensions, language.lexicon])),
);
const headerBytes = 16;
const recordBytes = 16;

/** The segments of the file; none when it is missing, of another version or damaged: it is only a cache. */
export async function readCache(path: string): Promise<ArrayBuffer[]> {
  let whole: Buffer;
  try {
    whole = await readFile(path);
  } catch {
    // Missing or unreadable: the index is built anew, which changes no answer.
    return [];
  }
  if (whole.length < headerBytes || !whole.subarray(0, headerBytes).equals(header())) {
    return [];
  }
  const segments: ArrayBuffer[] = [];
  let at = headerBytes;
  while (at + recordBytes <= whole.length) {
    const length = whole.readUInt32LE(at);
    const bytes = whole.subarray(at + recordBytes, at + recordBytes + length);
    if (bytes.length !== length || crc32(bytes) !== whole.readUInt32LE(at + 4)) {
      return [];
    }
    // A copy, so that the segment has a buffer of its own and one that is dropped can be freed.
    segments.push(Uint8Array.from(bytes).buffer);
    at += recordBytes + length;
  }
  return segments;
}

/**
 * Replaces the file. A cache that can't be written (full disk, read-only folder) is no failure of the answer that
 * was given: it is reported as false.
 */
export async function writeCache(path: string, segments: readonly ArrayBuffer[]): Promise<boolean> {
  const temporary = `${path}.${process.pid}.${Date.now().toString(36)}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(temporary, recordsOf(segments), { flag: "wx", mode: 0o600 });
    await rename(temporary, path);
    return true;
  } catch {
    // Nothing may have been written at all.
    await rm(temporary, { force: true }).catch(() => undefined);
    return false;
  }
}

function header(): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.writeUInt32LE(magic, 0);
  bytes.writeUInt32LE(version, 4);
  bytes.writeUInt32LE(lexicons, 8);
  return bytes;
}

function recordsOf(segments: readonly ArrayBuffer[]): Uint8Array[] {
  return [
    header(),
    ...segments.flatMap((segment) => {
      const bytes = new Uint8Array(segment);
      const record = Buffer.alloc(recordBytes);
      record.writeUInt32LE(bytes.length, 0);
      record.writeUInt32LE(crc32(bytes), 4);
      return [record, bytes];
    }),
  ];
}
