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
  for (let index = at + 1; index < end; index += 1) {
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
  const prefixed = stop - start === 1 || (stop - start === 2 && (bytes[start] === 0x62 || bytes[start] === 0x63));
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
 * Where a string fenced by three or more quotes ends (C#'s raw strings: as many quotes as it began with).
 * Source: C# language reference, "Raw string literals".
 */
export function endOfQuoteRun(bytes: Uint8Array, at: number, end: number): number {
  const fence = runOf(bytes, at, 0x22, Number.POSITIVE_INFINITY);
  for (let index = at + fence; index < end; index += 1) {
    if (bytes[index] === 0x22) {
      const run = runOf(bytes, index, 0x22, Number.POSITIVE_INFINITY);
      if (run >= fence) {
        return index + run;
      }
      index += run - 1;
    }
  }
  return end;
}

function runOf(bytes: Uint8Array, from: number, byte: number, most: number): number {
  let count = 0;
  while (count < most && bytes[from + count] === byte) {
    count += 1;
  }
  return count;
}
