import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { ToolError } from "../../src/errors.ts";
import {
  editStore,
  type EditStore,
  type EditStoreOptions,
} from "../../src/transaction/edit-store.ts";
import { homeWithoutGit } from "../../src/transaction/edits-home.ts";
import type { FileChange } from "../../src/transaction/file-change.ts";
import { shaOf } from "../../src/transaction/image.ts";
import { asRepoPath, type RepoPath } from "../../src/workspace/repo-path.ts";
import { never } from "../workspace/support.ts";

export const task = { signal: never, progress: () => undefined };

/** The store of a folder without git, which needs no process to be found. */
export function storeAt(root: string, options: EditStoreOptions = {}): EditStore {
  return editStore(homeWithoutGit(root), { durability: "process", ...options });
}

/** Paths of a test are checked by whoever wrote them. */
export function at(path: string): RepoPath {
  return asRepoPath(path);
}

export function bytes(text: string): Buffer {
  return Buffer.from(text);
}

export function create(path: string, text: string): FileChange {
  return { op: "create", path: at(path), bytes: bytes(text) };
}

/** @param before what the file is to hold still */
export function update(path: string, text: string, before?: string): FileChange {
  return {
    op: "update",
    path: at(path),
    bytes: bytes(text),
    ...(before !== undefined && { before: shaOf(bytes(before)) }),
  };
}

export function remove(path: string): FileChange {
  return { op: "delete", path: at(path) };
}

export function rename(path: string, to: string, text?: string): FileChange {
  return {
    op: "rename",
    path: at(path),
    to: at(to),
    ...(text !== undefined && { bytes: bytes(text) }),
  };
}

/**
 * The whole tree as text: `path: content`, with `x` after the path of an executable file, `-> target` for links and
 * `path/` for folders; without `.git` and `.repowright`.
 */
export function treeAt(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => folder !== "" || (name !== ".git" && name !== ".repowright"))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return [`${path}/`, ...treeAt(root, path)];
      }
      if (!entry.isFile()) {
        return [`${path} ${entry.isSymbolicLink() ? `-> ${readlinkSync(join(root, path))}` : "?"}`];
      }
      const mark = (lstatSync(join(root, path)).mode & 0o111) === 0 ? "" : " x";
      return [`${path}${mark}: ${readFileSync(join(root, path), "utf8")}`];
    });
}

/** Writes files; a text that begins with `-> ` is a link. */
export function plant(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (text.startsWith("-> ")) {
      symlinkSync(text.slice(3), join(root, path));
    } else {
      writeFileSync(join(root, path), text);
    }
  }
}

/** What a call that should fail says, as the agent sees it. */
export async function failureOf(call: Promise<unknown>): Promise<string> {
  try {
    return `no error, but ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof ToolError
      ? `${error.code}: ${error.message} Next: ${error.next}`
      : `not a ToolError: ${String(error)}`;
  }
}
