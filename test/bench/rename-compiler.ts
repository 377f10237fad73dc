import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../support/package-root.ts";
import { findTruthProject } from "./references-project.ts";

/** How often each error is there, by `path code`. */
export type ErrorCounts = ReadonlyMap<string, number>;

export interface RenameCompiler {
  check(): Promise<ErrorCounts>;
  close(): Promise<void>;
}

const program = join(packageRoot, "node_modules", "typescript", "bin", "tsc");

/** The compiler itself, as a process of its own, over one project of all TypeScript files of a repository. */
export async function renameCompiler(root: string): Promise<RenameCompiler> {
  const { files, compilerOptions } = await findTruthProject(root, {});
  const folder = await mkdtemp(join(tmpdir(), "repowright-bench-tsc-"));
  const config = join(folder, "tsconfig.json");
  const { paths, ...options } = compilerOptions as {
    readonly paths: Readonly<Record<string, readonly string[]>>;
  };
  const absolute = Object.entries(paths).map(([name, targets]) => [
    name,
    targets.map((target) => join(root, target)),
  ]);
  await writeFile(
    config,
    JSON.stringify({
      compilerOptions: { ...options, noEmit: true, paths: Object.fromEntries(absolute) },
      files: files.map((path) => join(root, path)),
    }),
  );
  return {
    check: async () => countErrors(await output(root, config)),
    close: async () => await rm(folder, { recursive: true, force: true }),
  };
}

/** Errors make it end with a status that is not 0, which is no failure here. */
async function output(root: string, config: string): Promise<string> {
  return await new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, "-p", config, "--pretty", "false"],
      { cwd: root, maxBuffer: 256 * 1024 * 1024 },
      (_error, stdout) => {
        resolve(stdout);
      },
    );
  });
}

function countErrors(text: string): ErrorCounts {
  const counts = new Map<string, number>();
  for (const [, path, code] of text.matchAll(/^(\S.*?)\(\d+,\d+\): error (TS\d+): /gm)) {
    const key = `${path} ${code}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
