import { join } from "node:path";

import { mainFile } from "../support/package-root.ts";
import { temporaryFolder } from "../support/repository.ts";

export interface ClientHome {
  readonly folder: string;
  /** Everything a client reads and writes outside the project is in the folder, and there is no network. */
  readonly env: Readonly<Record<string, string>>;
  /** What the client is told to start. */
  readonly server: readonly [command: string, ...args: string[]];
}

/** A home for one client, removed when the test file has run; `root` where the client does not start servers in the project. */
export async function makeClientHome(root?: string): Promise<ClientHome> {
  const folder = await temporaryFolder();
  const rooted = root === undefined ? [] : ["--root", root];
  const cache = join(folder, "repowright-cache");
  return {
    folder,
    env: {
      PATH: process.env["PATH"] ?? "",
      LANG: "C.UTF-8",
      NO_COLOR: "1",
      HOME: folder,
      XDG_CONFIG_HOME: join(folder, "config"),
      XDG_CACHE_HOME: join(folder, "cache"),
      XDG_DATA_HOME: join(folder, "data"),
      XDG_STATE_HOME: join(folder, "state"),
      // Nobody listens there, so whatever a client wants from the network fails at once.
      HTTP_PROXY: "http://127.0.0.1:9",
      HTTPS_PROXY: "http://127.0.0.1:9",
      NO_PROXY: "127.0.0.1,localhost",
    },
    server: [process.execPath, mainFile, "--cache-dir", cache, ...rooted],
  };
}
