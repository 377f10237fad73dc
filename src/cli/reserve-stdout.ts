import { Writable } from "node:stream";

/**
 * Takes stdout for the protocol: what anything else prints there, a dependency or a worker thread,
 * goes to stderr from now on.
 */
export function reserveStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const reserved = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      write(chunk, done);
    },
  });
  process.stdout.on("error", (error) => reserved.destroy(error));
  return reserved;
}
