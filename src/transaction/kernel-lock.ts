import { createHash } from "node:crypto";
import { createServer } from "node:net";

/**
 * Takes a lock that the kernel frees when the process ends, however it ends: a socket of the abstract namespace on
 * Linux, a named pipe on Windows.
 *
 * @returns how to free it; undefined when another process has it
 */
export async function takeKernelLock(name: string): Promise<(() => void) | undefined> {
  const server = createServer((socket) => socket.destroy());
  return await new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (
        error.code === "EADDRINUSE" ||
        (process.platform === "win32" && error.code === "EACCES")
      ) {
        resolve(undefined);
      } else {
        reject(error);
      }
    });
    server.listen({ path: socketPath(name), exclusive: true }, () => {
      server.unref();
      resolve(() => void server.close());
    });
  });
}

/** Whether this system has such a lock. */
export const hasKernelLock = process.platform === "linux" || process.platform === "win32";

/** All that fits after the NUL in `sun_path`: Node 20 fills shorter names up and Node 24 does not, so theirs differ. */
const nameBytes = 107;

function socketPath(name: string): string {
  const id = `repowright-${createHash("sha256").update(name).digest("hex")}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${id}` : `\0${id.padEnd(nameBytes, "-")}`;
}
