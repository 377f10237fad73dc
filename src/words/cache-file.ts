import { readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";

import { languages } from "../languages/index.ts";

/**
 * The index on disk: a header, then records, each after its length and checksum. The first is the table of files, the
 * others are segments. It is replaced as a whole by a rename, so a reader sees the old one or the new one, never a torn
 * one; several servers on one repository overwrite each other, and all that can be lost that way is time.
 */
const magic = 0x5257_4958;
/** To be raised when the lexer or the layout changes; the lexicons tell of their changes by themselves. */
const version = 2;
const lexicons = crc32(
  JSON.stringify(languages.map((language) => [language.extensions, language.lexicon])),
);
const headerBytes = 16;
const recordBytes = 8;

export interface CachedIndex {
  readonly files: readonly CachedFile[];
  readonly segments: readonly ArrayBuffer[];
}

/** A file as it was when its words were read: path, stamp, and the key of its document or why it has none. */
export type CachedFile = readonly [
  path: string,
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  ino: number,
  key: string | null,
  problem: string | null,
];

/**
 * What the file holds; nothing when it is missing, of another version or damaged: it is only a cache. It is read in one
 * go, in a few milliseconds: while git lists the files there is nothing else to do.
 */
export function readCache(path: string): CachedIndex {
  let whole: Buffer;
  try {
    whole = readFileSync(path);
  } catch {
    // Missing or unreadable: the index is built anew, which changes no answer.
    return nothing;
  }
  if (!whole.subarray(0, headerBytes).equals(header())) {
    return nothing;
  }
  const records: Buffer[] = [];
  for (let at = headerBytes; at + recordBytes <= whole.length;) {
    const length = whole.readUInt32LE(at);
    const bytes = whole.subarray(at + recordBytes, at + recordBytes + length);
    if (bytes.length !== length || crc32(bytes) !== whole.readUInt32LE(at + 4)) {
      return nothing;
    }
    records.push(bytes);
    at += recordBytes + length;
  }
  const [table, ...segments] = records;
  // The header and the checksum say that we wrote it, so its shape is known.
  const files = table === undefined ? [] : (JSON.parse(table.toString()) as CachedFile[]);
  // Copies, so that each segment has a buffer of its own and one that is dropped can be freed.
  return { files, segments: segments.map((bytes) => Uint8Array.from(bytes).buffer) };
}

const nothing: CachedIndex = { files: [], segments: [] };

/**
 * Replaces the file. A cache that can't be written (full disk, read-only folder) is no failure of the answer that
 * was given: it is reported as false.
 */
export async function writeCache(path: string, { files, segments }: CachedIndex): Promise<boolean> {
  const temporary = `${path}.${process.pid}.${Date.now().toString(36)}.tmp`;
  const parts = [
    Buffer.from(JSON.stringify(files)),
    ...segments.map((bytes) => new Uint8Array(bytes)),
  ];
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(temporary, [header(), ...parts.flatMap((bytes) => [record(bytes), bytes])], {
      flag: "wx",
      mode: 0o600,
    });
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

function record(bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(recordBytes);
  head.writeUInt32LE(bytes.length, 0);
  head.writeUInt32LE(crc32(bytes), 4);
  return head;
}
