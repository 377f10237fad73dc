import { isUtf8 } from "node:buffer";

export type Encoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be" | "latin-1";

export type Decoded =
  | { readonly kind: "text"; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: "binary" };

/**
 * The text of a file. A byte order mark decides and is taken off; without one a NUL early on means binary, as in
 * git; then UTF-8 if every byte agrees, else Latin-1, where every byte is a character.
 *
 * @param truncated whether `bytes` is only the beginning of the file, so that it may end within a character
 */
export function decodeText(bytes: Uint8Array, truncated = false): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(buffer, 0xef, 0xbb, 0xbf)) {
    return decodeUnmarked(buffer.subarray(3), truncated, "utf-8-bom");
  }
  if (startsWith(buffer, 0xff, 0xfe) && !startsWith(buffer, 0xff, 0xfe, 0, 0)) {
    return {
      kind: "text",
      text: new TextDecoder("utf-16le").decode(evenly(buffer, truncated)),
      encoding: "utf-16le",
    };
  }
  if (startsWith(buffer, 0xfe, 0xff)) {
    return {
      kind: "text",
      text: new TextDecoder("utf-16be").decode(evenly(buffer, truncated)),
      encoding: "utf-16be",
    };
  }
  return decodeUnmarked(buffer, truncated, "utf-8");
}

/** How far git looks for a NUL: FIRST_FEW_BYTES in xdiff-interface.c. */
const searchedForNul = 8000;

function decodeUnmarked(
  buffer: Buffer,
  truncated: boolean,
  encoding: "utf-8" | "utf-8-bom",
): Decoded {
  if (buffer.subarray(0, searchedForNul).includes(0)) {
    return { kind: "binary" };
  }
  const whole = truncated ? buffer.subarray(0, buffer.length - cutCharacterBytes(buffer)) : buffer;
  if (isUtf8(whole)) {
    return { kind: "text", text: whole.toString("utf8"), encoding };
  }
  return { kind: "text", text: buffer.toString("latin1"), encoding: "latin-1" };
}

/** How many bytes at the end are the beginning of a UTF-8 character whose rest is missing: 0 to 3. */
function cutCharacterBytes(buffer: Buffer): number {
  for (let back = 1; back <= Math.min(3, buffer.length); back += 1) {
    const byte = buffer[buffer.length - back] ?? 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
    if (byte < 0x80) {
      return 0;
    }
  }
  return 0;
}

function evenly(buffer: Buffer, truncated: boolean): Buffer {
  return truncated ? buffer.subarray(0, buffer.length - (buffer.length % 2)) : buffer;
}

function startsWith(buffer: Buffer, ...mark: readonly number[]): boolean {
  return mark.every((byte, index) => buffer[index] === byte);
}
