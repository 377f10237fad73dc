/**
 * Gives the memory of a piece of output back at once; nobody may look at it any more. Each piece of a stream has memory
 * of its own, and of a gigabyte some 70 MB would wait for the garbage collector. Node 20 cannot do that, but collects
 * sooner.
 */
export function releaseChunk({ buffer, byteLength }: Buffer): void {
  // A piece that is smaller than its memory shares that with others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && "transfer" in buffer) {
    buffer.transfer(0);
  }
}
