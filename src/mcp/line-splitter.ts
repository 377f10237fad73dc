/** A message longer than this is refused; arguments are patches at most, and those stay far below. */
export const maxLineBytes = 10 * 1024 * 1024;

/** How much of both ends of an over-long line is kept, to find the id in. */
const keptBytes = 512;

export interface LineHandlers {
  line(bytes: Buffer): void;
  /** A line over the limit, of which only the two ends were kept. */
  tooLong(head: Buffer, tail: Buffer, length: number): void;
}

/** Cuts a stream of bytes into lines, never holding more than the limit in memory. Returns the function to feed. */
export function splitLines(handlers: LineHandlers): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let length = 0;
  let head: Buffer | undefined;
  let tail = Buffer.alloc(0);

  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      add(chunk.subarray(start, end));
      finish();
      start = end + 1;
    }
    add(chunk.subarray(start));
  };

  function add(bytes: Buffer): void {
    length += bytes.length;
    parts.push(bytes);
    if (head === undefined && length > maxLineBytes) {
      head = Buffer.concat(parts).subarray(0, keptBytes);
    }
    if (head !== undefined) {
      tail = Buffer.from(Buffer.concat([tail, ...parts]).subarray(-keptBytes));
      parts = [];
    }
  }

  function finish(): void {
    if (head === undefined) {
      handlers.line(Buffer.concat(parts));
    } else {
      handlers.tooLong(head, tail, length);
    }
    parts = [];
    length = 0;
    head = undefined;
    tail = Buffer.alloc(0);
  }
}

const lineFeed = 0x0a;
