import type { Encoding } from "./decode-text.ts";

/** The bytes of a text in the encoding its file had, byte order mark included; the inverse of `decodeText`. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "utf-8-bom":
      return Buffer.from(`\uFEFF${text}`, "utf8");
    case "utf-16le":
      return Buffer.from(`\uFEFF${text}`, "utf16le");
    case "utf-16be":
      return Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
    case "latin-1":
      return Buffer.from(text, "latin1");
  }
}
