import { expect, test } from "vitest";

import { decodeText } from "../../src/workspace/decode-text.ts";

const bytes = (...values: number[]): Buffer => Buffer.from(values);

test.each([
  ["ASCII", Buffer.from("till"), "till", "utf-8"],
  ["UTF-8", Buffer.from("Käse 🧀"), "Käse 🧀", "utf-8"],
  ["nothing", Buffer.alloc(0), "", "utf-8"],
  ["UTF-8 with a mark", Buffer.from("\ufeffKäse"), "Käse", "utf-8-bom"],
  ["UTF-16LE", Buffer.from("\ufeffKäse", "utf16le"), "Käse", "utf-16le"],
  ["UTF-16BE", Buffer.from("\ufeffKäse", "utf16le").swap16(), "Käse", "utf-16be"],
  ["Latin-1", bytes(0x4b, 0xe4, 0x73, 0x65), "Käse", "latin-1"],
  [
    "Latin-1 that ends like the beginning of UTF-8",
    bytes(0x63, 0x61, 0x66, 0xe9),
    "café",
    "latin-1",
  ],
  [
    "a NUL after git's 8000 bytes",
    Buffer.concat([Buffer.alloc(8000, "x"), bytes(0)]),
    `${"x".repeat(8000)}\0`,
    "utf-8",
  ],
])("%s is text", (_name, input, text, encoding) => {
  expect(decodeText(input)).toEqual({ kind: "text", text, encoding });
});

test.each([
  ["a NUL", bytes(0x61, 0, 0x62)],
  ["UTF-16 without a mark", Buffer.from("till", "utf16le")],
  ["UTF-32", bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0)],
])("%s is binary", (_name, input) => {
  expect(decodeText(input)).toEqual({ kind: "binary" });
});

test.each([1, 2, 3])(
  "a cap that cuts a character after %i bytes does not make it Latin-1",
  (kept) => {
    const cut = Buffer.concat([Buffer.from("Käse "), Buffer.from("🧀").subarray(0, kept)]);
    expect(decodeText(cut, true)).toEqual({ kind: "text", text: "Käse ", encoding: "utf-8" });
  },
);

test("a cap on a character's edge loses nothing", () => {
  expect(decodeText(Buffer.from("Käse 🧀"), true)).toMatchObject({ text: "Käse 🧀" });
});

test("a capped Latin-1 file stays Latin-1", () => {
  expect(decodeText(bytes(0xe4, 0x61, 0xe9), true)).toEqual({
    kind: "text",
    text: "äaé",
    encoding: "latin-1",
  });
});

test("a part of a larger buffer is read as that part", () => {
  expect(
    decodeText(new Uint8Array(Buffer.from("xxtillxx").buffer.slice(0)).subarray(0, 0)),
  ).toMatchObject({ text: "" });
  expect(decodeText(Buffer.from("xxtillxx").subarray(2, 6))).toMatchObject({ text: "till" });
});
