import type { Encoding } from "./decode-text.ts";

/** The bytes of a text in the encoding its file had, byte order mark included; the inverse of `decodeText`. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  return encoders[encoding](text);
}

const encoders: Readonly<Record<Encoding, (text: string) => Buffer>> = {
  "utf-8": (text) => Buffer.from(text, "utf8"),
  "utf-8-bom": (text) => Buffer.from(`\uFEFF${text}`, "utf8"),
  "utf-16le": (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
  "utf-16be": (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
  "latin-1": (text) => Buffer.from(text, "latin1"),
};
