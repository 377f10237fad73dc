import type { CompiledDelimited } from "./compile-lexicon.ts";

/** Whether `delimiter` stands at `at`. */
export function opens(bytes: Uint8Array, at: number, end: number, delimiter: Uint8Array): boolean {
  if (at + delimiter.length > end) {
    return false;
  }
  for (let index = 0; index < delimiter.length; index += 1) {
    if (bytes[at + index] !== delimiter[index]) {
      return false;
    }
  }
  return true;
}

/** The index after a regular expression's closing slash, or `at` where none closes on the line: then it divides. */
export function endOfRegex(bytes: Uint8Array, at: number, end: number): number {
  let inClass = false;
  const most = Math.min(end, at + maxRegexBytes);
  for (let index = at + 1; index < most; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === 0x0a) {
      return at;
    }
    if (byte === 0x5c) {
      index += 1;
    } else if (byte === 0x5b) {
      inClass = true;
    } else if (byte === 0x5d) {
      inClass = false;
    } else if (byte === 0x2f && !inClass) {
      return index + 1 === at + 2 ? at : afterFlags(bytes, index + 1, end);
    }
  }
  return at;
}

/** Longer ones are hardly written; without a bound, a line of a million slashes would be read a million times. */
const maxRegexBytes = 4096;

function afterFlags(bytes: Uint8Array, from: number, end: number): number {
  let index = from;
  while (index < end && (bytes[index] ?? 0) >= 0x61 && (bytes[index] ?? 0) <= 0x7a) {
    index += 1;
  }
  return index;
}

/**
 * Where Rust's `r"…"`, `r#"…"#`, `br…` or `cr…` ends whose prefix is the word `[start, stop)`, or `stop` where it is none.
 * Source: The Rust Reference, "Raw string literals".
 */
export function endOfRustRaw(bytes: Uint8Array, start: number, stop: number, end: number): number {
  const last = bytes[stop - 1];
  const prefixed =
    stop - start === 1 || (stop - start === 2 && (bytes[start] === 0x62 || bytes[start] === 0x63));
  if (last !== 0x72 || !prefixed) {
    return stop;
  }
  let hashes = 0;
  while (bytes[stop + hashes] === 0x23) {
    hashes += 1;
  }
  if (bytes[stop + hashes] !== 0x22) {
    return stop;
  }
  for (let index = stop + hashes + 1; index < end; index += 1) {
    if (bytes[index] === 0x22 && runOf(bytes, index + 1, 0x23, hashes) === hashes) {
      return index + 1 + hashes;
    }
  }
  return end;
}

/**
 * C#'s raw string at `at`, if one begins there: three or more quotes, which as many close again, after a `$` for each brace
 * that opens code in it. Source: C# language reference, "Raw string literals".
 */
export function fencedString(bytes: Uint8Array, at: number): CompiledDelimited | undefined {
  const signs = runOf(bytes, at, 0x24, Number.POSITIVE_INFINITY);
  const quotes = runOf(bytes, at + signs, 0x22, Number.POSITIVE_INFINITY);
  if (quotes < 3) {
    return undefined;
  }
  return {
    open: bytes.slice(at, at + signs + quotes),
    close: new Uint8Array(quotes).fill(0x22),
    escape: 0,
    multiline: true,
    nests: false,
    doubled: false,
    interpolation:
      signs === 0 ? undefined : { open: new Uint8Array(signs).fill(0x7b), close: 0x7d },
  };
}

function runOf(bytes: Uint8Array, from: number, byte: number, most: number): number {
  let count = 0;
  while (count < most && bytes[from + count] === byte) {
    count += 1;
  }
  return count;
}
