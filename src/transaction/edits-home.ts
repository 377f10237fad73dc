import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { ToolError } from "../errors.ts";
import type { Environment } from "../git/git-environment.ts";
import { openGit } from "../git/open-git.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { systemCode } from "../workspace/system-code.ts";

/** Where edits are written down while they are made, and kept afterwards so that they can be undone. */
export interface EditsHome {
  /** Absolute, links resolved. */
  readonly root: string;
  /** An existing folder that `folder` is made in. */
  readonly base: string;
  /** Absolute; two levels below `base`. It need not exist. */
  readonly folder: string;
  /** The same for all roots of one repository, so that roots within each other exclude each other. */
  readonly lockName: string;
  /** Absolute folders that no edit may write to. */
  readonly closed: readonly string[];
}

/** In git's own folder (each linked worktree has its own), or without git in a folder of the root that ignores itself. */
export async function findEditsHome(
  root: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<EditsHome> {
  const git = await openGit(root, environment, signal);
  return "unavailable" in git ? homeWithoutGit(root) : homeInGit(root, git);
}

function homeInGit(
  root: string,
  git: { readonly gitDir: string; readonly commonDir: string; readonly workTree: string },
): EditsHome {
  const below = relative(git.workTree, root);
  // Paths in the records are relative to the root, so each root of a repository has its own records.
  const name = below === "" ? "edits" : `edits-${shortHash(below)}`;
  return {
    root,
    base: git.gitDir,
    folder: join(git.gitDir, "repowright", name),
    lockName: git.gitDir,
    closed: [git.gitDir, git.commonDir, join(root, ".repowright")],
  };
}

export function homeWithoutGit(root: string): EditsHome {
  return {
    root,
    base: root,
    folder: join(root, ".repowright", "edits"),
    lockName: root,
    closed: [join(root, ".repowright")],
  };
}

/**
 * Makes the folder. Nothing on the way may be a link: an archive could bring one that leads anywhere.
 * @throws ToolError EDITS_NOT_WRITABLE
 */
export function makeEditsFolder({ root, base, folder }: EditsHome): void {
  try {
    makeRealFolder(dirname(folder));
    if (base === root) {
      writeIfMissing(join(dirname(folder), ".gitignore"), "*\n");
    }
    makeRealFolder(folder);
  } catch (error) {
    throw notWritable(folder, error);
  }
}

/** @param error why something that is needed there cannot be made */
export function notWritable(folder: string, error: unknown): ToolError {
  return new ToolError(
    "EDITS_NOT_WRITABLE",
    `Edits are kept in ${quotePath(folder)}, which takes no changes: ${systemCode(error) ?? String(error)}. Nothing was written.`,
    "Ask the user to make that folder writable, or to make room.",
    { cause: error },
  );
}

function makeRealFolder(folder: string): void {
  ignoring("EEXIST", () => mkdirSync(folder, { mode: 0o700 }));
  if (!lstatSync(folder).isDirectory()) {
    throw new Error("something else has its name");
  }
}

function writeIfMissing(file: string, text: string): void {
  ignoring("EEXIST", () => writeFileSync(file, text, { flag: "wx" }));
}

function ignoring(code: string, call: () => void): void {
  try {
    call();
  } catch (error) {
    if (systemCode(error) !== code) {
      throw error;
    }
  }
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
