export interface Quoted {
  readonly name: string;
  /** Behind the closing quote. */
  readonly end: number;
}

/**
 * Reads a name in double quotes as git writes it, with octal bytes of UTF-8. Undefined when the text does not begin
 * with one, or its bytes are no UTF-8.
 */
export function findQuoted(text: string): Quoted | undefined {
  if (!text.startsWith('"')) {
    return undefined;
  }
  const bytes = Buffer.alloc(Buffer.byteLength(text));
  let length = 0;
  let plain = 1;
  let at = 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] !== "\\") {
      at += 1;
      continue;
    }
    const found = findEscape(text, at + 1);
    if (found === undefined) {
      return undefined;
    }
    length += bytes.write(text.slice(plain, at), length);
    bytes[length] = found.byte;
    length += 1;
    at = found.end;
    plain = at;
  }
  if (at >= text.length) {
    return undefined;
  }
  length += bytes.write(text.slice(plain, at), length);
  const name = decode(bytes.subarray(0, length));
  return name === undefined ? undefined : { name, end: at + 1 };
}

function findEscape(text: string, at: number): { byte: number; end: number } | undefined {
  const letter = text[at] ?? "";
  const byte = letters[letter];
  if (byte !== undefined) {
    return { byte, end: at + 1 };
  }
  const digits = text.slice(at, at + 3);
  return /^[0-3][0-7]{2}$/.test(digits)
    ? { byte: Number.parseInt(digits, 8), end: at + 3 }
    : undefined;
}

const letters: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  "\\": 92,
};

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Names that are no text cannot be written in a patch that is text.
    return undefined;
  }
}
