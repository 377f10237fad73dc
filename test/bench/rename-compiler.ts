import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../support/package-root.ts";
import { findTruthProject } from "./references-project.ts";

/** The errors' messages, by `path code`. */
export type Errors = ReadonlyMap<string, readonly string[]>;

export interface RenameCompiler {
  check(): Promise<Errors>;
  close(): Promise<void>;
}

const program = join(packageRoot, "node_modules", "typescript", "bin", "tsc");

/**
 * The compiler itself, as a process of its own, over one project of all TypeScript files of a repository.
 * @param scope if given, the only files it takes: others may mean another release of a package than the repository's
 */
export async function renameCompiler(
  root: string,
  scope: ReadonlySet<string> | undefined,
): Promise<RenameCompiler> {
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
      files: files.filter((path) => scope?.has(path) !== false).map((path) => join(root, path)),
    }),
  );
  return {
    check: async () => errorsIn(await output(root, config)),
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

function errorsIn(text: string): Errors {
  const errors = new Map<string, string[]>();
  for (const [, path, code, message = ""] of text.matchAll(
    /^(\S.*?)\(\d+,\d+\): error (TS\d+): (.*(?:\n .*)*)/gm,
  )) {
    const key = `${path} ${code}`;
    errors.set(key, [...(errors.get(key) ?? []), message]);
  }
  return errors;
}
