import { ToolError } from "../errors.ts";

/**
 * What a delta of git's packs makes of the bytes it was made for: their length, that of the result, then
 * instructions to copy a stretch of them or insert what follows (gitformat-pack(5)).
 *
 * @throws ToolError STALE when it was made for other bytes, PARSE when it is damaged
 */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  const reader = readerOf(delta);
  if (reader.size() !== base.length) {
    throw new ToolError(
      "STALE",
      "The binary delta was made for another content of the file.",
      "Send the whole new content as a literal binary patch (git diff --binary --full-index).",
    );
  }
  const size = reader.size();
  const parts: Buffer[] = [];
  while (reader.hasMore()) {
    const code = reader.byte();
    parts.push((code & 0x80) === 0 ? reader.take(code) : copied(base, code, reader));
  }
  const result = Buffer.concat(parts);
  if (result.length !== size) {
    throw damaged();
  }
  return result;
}

interface DeltaReader {
  hasMore(): boolean;
  byte(): number;
  take(length: number): Buffer;
  size(): number;
}

function readerOf(delta: Buffer): DeltaReader {
  let at = 0;
  function take(length: number): Buffer {
    if (length === 0 || at + length > delta.length) {
      throw damaged();
    }
    at += length;
    return delta.subarray(at - length, at);
  }
  const byte = (): number => take(1).readUInt8();
  function size(): number {
    for (let value = 0, unit = 1; ; unit *= 128) {
      const next = byte();
      value += (next & 0x7f) * unit;
      if ((next & 0x80) === 0) {
        return value;
      }
    }
  }
  return { hasMore: () => at < delta.length, byte, take, size };
}

function copied(base: Buffer, code: number, reader: DeltaReader): Buffer {
  const number = (bits: readonly number[]): number =>
    bits.reduce(
      (sum, bit, index) => sum + ((code & bit) === 0 ? 0 : reader.byte() * 256 ** index),
      0,
    );
  const offset = number([0x01, 0x02, 0x04, 0x08]);
  const length = number([0x10, 0x20, 0x40]) || 0x1_0000;
  if (offset + length > base.length) {
    throw damaged();
  }
  return base.subarray(offset, offset + length);
}

function damaged(): ToolError {
  return new ToolError(
    "PARSE",
    "The binary delta is damaged.",
    "Make it again with git diff --binary.",
  );
}
