/** Letters, digits, `_` and every byte beyond ASCII: what a word is in text that is no source code. */
export const plainWordPart = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /\w/.test(String.fromCharCode(byte)) ? 1 : 0,
);
