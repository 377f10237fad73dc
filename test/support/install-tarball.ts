import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

import { packageRoot } from "./package-root.ts";

const run = promisify(execFile);

export interface InstalledTarball {
  /** What npm links as `repowright`. */
  readonly program: string;
  readonly modules: string;
  /** Of the tarball, in bytes: as it is downloaded, and unpacked. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly string[];
}

/** Packs the compiled project as `npm publish` would, and installs it from that into an empty folder; no script is run. */
export async function installTarball(folder: string): Promise<InstalledTarball> {
  const { stdout } = await run(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
    { cwd: packageRoot, maxBuffer: 64 * 1024 * 1024 },
  );
  const [packed] = z.tuple([packedSchema]).parse(JSON.parse(stdout));
  const home = join(folder, "installed");
  await mkdir(home);
  await writeFile(join(home, "package.json"), '{"private": true}\n');
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm", ["install", "--ignore-scripts", ...quiet, join(folder, packed.filename)], {
    cwd: home,
  });
  return {
    program: join(home, "node_modules", ".bin", "repowright"),
    modules: join(home, "node_modules"),
    size: packed.size,
    unpackedSize: packed.unpackedSize,
    files: packed.files.map(({ path }) => path),
  };
}

const packedSchema = z.object({
  filename: z.string(),
  size: z.number(),
  unpackedSize: z.number(),
  files: z.array(z.object({ path: z.string() })),
});
