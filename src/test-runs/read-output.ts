import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";

import { plainText } from "./plain-text.ts";
import type { OutputLine, OutputPart } from "./test-run.ts";

/**
 * Part of what programs wrote, in whole lines where that is possible.
 *
 * @param files absolute, ours; taken as one
 * @param offset in bytes; undefined for the end of it
 */
export function readOutput(
  files: readonly string[],
  offset: number | undefined,
  maxBytes: number,
): OutputPart {
  const sizes = files.map((file) => statSync(file).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const start = Math.min(offset ?? Math.max(0, total - maxBytes), total);
  const parts: Buffer[] = [];
  let before = 0;
  let left = maxBytes;
  for (const [at, file] of files.entries()) {
    const size = sizes[at] ?? 0;
    if (before + size > start && left > 0) {
      const part = readPart(file, Math.max(0, start - before), left);
      parts.push(part);
      left -= part.length;
    }
    before += size;
  }
  return toLines(Buffer.concat(parts), start, total, offset === undefined);
}

function readPart(file: string, start: number, maxBytes: number): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(
      Math.min(maxBytes, Math.max(0, fstatSync(descriptor).size - start)),
    );
    return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, start));
  } finally {
    closeSync(descriptor);
  }
}

/** Cuts at the ends of lines: the first line of an end is one that began before, the last of a beginning goes on. */
function toLines(bytes: Buffer, start: number, total: number, isEnd: boolean): OutputPart {
  const lines: OutputLine[] = [];
  let at = isEnd && start > 0 ? bytes.indexOf(newline) + 1 : 0;
  const offset = start + at;
  while (at < bytes.length) {
    const found = bytes.indexOf(newline, at);
    const next = found === -1 ? bytes.length : found + 1;
    if (found === -1 && start + next < total && lines.length > 0) {
      break;
    }
    const text = bytes.toString("utf8", at, found === -1 ? next : found);
    lines.push({ text: plainText(text.replace(/\r$/u, "")), end: start + next });
    at = next;
  }
  return { lines, offset, total, isEnd };
}

const newline = 0x0a;
