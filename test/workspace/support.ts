import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { onTestFinished } from "vitest";

import { ToolError } from "../../src/errors.ts";
import { asRepoPath, type RepoPath } from "../../src/workspace/repo-path.ts";

/** A new folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "workspace-")));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A new folder with these files; a path that ends in `/` is an empty folder. */
export function treeOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = temporaryFolder();
  writeTree(root, files);
  return root;
}

export function writeTree(
  root: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): void {
  for (const [path, content] of Object.entries(files)) {
    const absolute = join(root, path);
    mkdirSync(path.endsWith("/") ? absolute : dirname(absolute), { recursive: true });
    if (!path.endsWith("/")) {
      writeFileSync(absolute, content);
    }
  }
}

/** A FIFO, which blocks whoever opens it to read. */
export function makePipe(path: string): void {
  const program = "mkfifo";
  execFileSync(program, [path]);
}

/** Paths of a test are checked by whoever wrote them. */
export function at(path: string): RepoPath {
  return asRepoPath(path);
}

/** The code of the ToolError that a call throws, or what it did instead. */
export function codeOf(call: () => unknown): string {
  try {
    return `no error, but ${JSON.stringify(call())}`;
  } catch (error) {
    return error instanceof ToolError ? error.code : `not a ToolError: ${String(error)}`;
  }
}

export const never: AbortSignal = new AbortController().signal;
