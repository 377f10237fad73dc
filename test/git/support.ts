import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type Git, openGit } from "../../src/git/open-git.ts";
import { listFiles } from "../../src/git/list-files.ts";
import type { Listing } from "../../src/workspace/listing.ts";
import { never, temporaryFolder, writeTree } from "../workspace/support.ts";

/** A folder to work in, with a home of its own, so that nobody's configuration reaches a test. */
export interface Bench {
  readonly folder: string;
  /** What a server started here would see as its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs plain git, without any of our precautions. */
  readonly git: (cwd: string, ...args: readonly string[]) => string;
  /** A new repository with these files committed. */
  readonly repository: (
    name: string,
    files: Readonly<Record<string, string | Uint8Array>>,
  ) => string;
}

export function bench(): Bench {
  const folder = temporaryFolder();
  const home = join(folder, "home");
  mkdirSync(home);
  const environment = { PATH: process.env["PATH"] ?? "", HOME: home };
  writeFileSync(
    join(home, ".gitconfig"),
    '[user]\n\tname = Clerk\n\temail = clerk@shop.example\n[init]\n\tdefaultBranch = trunk\n[protocol "file"]\n\tallow = always\n',
  );

  function git(cwd: string, ...args: readonly string[]): string {
    return execFileSync("git", args, {
      cwd,
      env: environment,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 10_000,
    });
  }

  return {
    folder,
    environment,
    git,
    repository(name, files) {
      const root = join(folder, name);
      mkdirSync(root);
      git(root, "init", "-q");
      writeTree(root, files);
      commitAll(git, root);
      return root;
    },
  };
}

export function commitAll(git: Bench["git"], root: string): void {
  git(root, "add", "-A");
  git(root, "commit", "-q", "-m", "Open the shop");
}

export async function gitAt(root: string, { environment }: Bench): Promise<Git> {
  const git = await openGit(root, environment, never);
  if ("unavailable" in git) {
    throw new Error(git.unavailable);
  }
  return git;
}

export async function whyNot(root: string, { environment }: Bench): Promise<string> {
  const git = await openGit(root, environment, never);
  return "unavailable" in git ? git.unavailable : "It was opened.";
}

export async function listingAt(root: string, on: Bench): Promise<Listing> {
  const listing = await listFiles(await gitAt(root, on), never);
  if ("unavailable" in listing) {
    throw new Error(listing.unavailable);
  }
  return listing;
}

export function pathsOf({ files }: Listing): string[] {
  return files.map(({ path }) => path);
}

/** A program that a hostile repository could name. All it does is to leave a file in the bench's own folder. */
export interface Canary {
  readonly program: string;
  /** Whether it was started since the last question. */
  readonly sang: () => boolean;
}

/** @param name of the program, where one bench needs several */
export function canary({ folder }: Bench, name = "canary"): Canary {
  const trace = join(folder, `${name}-sang`);
  const program = join(folder, name);
  writeFileSync(program, `#!/bin/sh\n: > '${trace}'\n`);
  chmodSync(program, 0o755);
  return {
    program,
    sang() {
      const sang = existsSync(trace);
      rmSync(trace, { force: true });
      return sang;
    },
  };
}

/**
 * Takes the object of a committed file away, in a repository that says where to fetch it from.
 * @param settings how it is to be fetched
 * @returns the object's id
 */
export function loseObject(
  { git }: Bench,
  root: string,
  path: string,
  settings: Readonly<Record<string, string>>,
): string {
  const all = {
    "extensions.partialClone": "origin",
    "remote.origin.promisor": "true",
    ...settings,
  };
  for (const [key, value] of Object.entries(all)) {
    git(root, "config", key, value);
  }
  const id = git(root, "rev-parse", `HEAD:${path}`).trim();
  rmSync(join(root, ".git/objects", id.slice(0, 2), id.slice(2)));
  return id;
}
