/** The first and the last of what a program wrote. */
export interface OutputEnds {
  push(chunk: Buffer): void;
  /** All of it, or both ends with a line between them that tells how much is left out. Control characters are kept. */
  text(): string;
  bytes(): number;
}

/**
 * Keeps the first and the last 64 KB, in memory that is taken once: no chunk is held on to, so a gigabyte passes
 * through without piling up.
 */
export function keepEnds(): OutputEnds {
  const head = Buffer.allocUnsafe(endBytes);
  let headBytes = 0;
  const ring = Buffer.allocUnsafe(endBytes);
  let passed = 0;

  function pushToRing(chunk: Buffer): void {
    const last = chunk.subarray(-endBytes);
    const at = (passed + chunk.length - last.length) % endBytes;
    const copied = last.copy(ring, at);
    last.copy(ring, 0, copied);
    passed += chunk.length;
  }

  function tail(): Buffer {
    const at = passed % endBytes;
    return passed < endBytes
      ? ring.subarray(0, passed)
      : Buffer.concat([ring.subarray(at), ring.subarray(0, at)]);
  }

  return {
    push(chunk) {
      const copied = chunk.copy(head, headBytes);
      headBytes += copied;
      pushToRing(chunk.subarray(copied));
    },
    text() {
      if (passed <= endBytes) {
        return Buffer.concat([head.subarray(0, headBytes), tail()]).toString();
      }
      // `stream` leaves out a character that is cut at the end.
      const start = new TextDecoder().decode(head, { stream: true });
      const between = `… ${passed - endBytes} bytes are left out here …`;
      return `${start}\n${between}\n${fromWholeCharacter(tail()).toString()}`;
    },
    bytes: () => headBytes + passed,
  };
}

const endBytes = 65_536;

/** UTF-8 has at most three bytes that continue a character. */
function fromWholeCharacter(bytes: Buffer): Buffer {
  const at = bytes.subarray(0, 4).findIndex((byte) => byte >> 6 !== 0b10);
  return at <= 0 ? bytes : bytes.subarray(at);
}
