import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../support/package-root.ts";

const program = join(packageRoot, "node_modules", "typescript", "bin", "tsc");

/**
 * What the compiler says about projects, one by one: `path:line:column code message`, each once and sorted.
 * @param projects configurations, relative to the root
 */
export async function tsc(root: string, projects: readonly string[]): Promise<readonly string[]> {
  const outputs = await Promise.all(
    projects.map(
      async (project) => await run(root, ["-p", project, "--noEmit", "--pretty", "false"]),
    ),
  );
  return unique(outputs.flatMap((output) => parse(root, output)));
}

/** Builds projects with those they refer to; their errors do not keep them from being built. */
export async function tscBuild(root: string, projects: readonly string[]): Promise<void> {
  await run(root, ["-b", ...projects]);
}

/** Errors make it end with a status that is not 0, which is no failure here. */
async function run(root: string, args: readonly string[]): Promise<string> {
  return await new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: root }, (_error, stdout) => {
      resolve(stdout);
    });
  });
}

function parse(root: string, output: string): string[] {
  // What led to an error stands below it, further in.
  return output
    .replaceAll(`${realpathSync(root)}/`, "")
    .split(/\n(?! )/)
    .flatMap((entry) => {
      const [, path, line, column, code, message] =
        /^(.+?)\((\d+),(\d+)\): \w+ (TS\d+): ([^]*)$/.exec(entry.trimEnd()) ?? [];
      return path === undefined ? [] : [`${path}:${line}:${column} ${code} ${message}`];
    });
}

export function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].toSorted();
}
