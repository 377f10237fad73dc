import { lstatSync, readlinkSync, type Stats } from "node:fs";

import { ToolError } from "../errors.ts";
import { findImage, modeOf, shaOf } from "../transaction/image.ts";
import { atEntry } from "../workspace/at-entry.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { readFailure } from "../workspace/read-failure.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { TextEdit } from "./text-edit.ts";

/** What lies at a path, on disk or as the patch would have it. */
export interface Entry {
  readonly kind: "file" | "link";
  /** Permission bits, at most 07777; undefined is what a new file gets. */
  readonly mode: number | undefined;
  /**
   * Of a link, the path it holds. A file is read once, when first asked for.
   *
   * @throws ToolError TOO_LARGE, and what reading may throw
   */
  readonly bytes: () => Buffer;
  /** SHA-256 of the bytes, in hex; large files have one, too. */
  readonly sha: () => string;
  /** Too large to be read. */
  readonly isLarge: boolean;
  /** Where the content was when the patch began, if somewhere else. */
  readonly origin?: { readonly path: RepoPath; readonly by: "rename" | "copy" };
  /** What the patch did to the text so far, in order. */
  readonly edits: readonly TextEdit[];
  /** Sentences about what is not as one might expect. */
  readonly warnings: readonly string[];
}

/** A file or link on disk; undefined for a folder, a pipe and the like. */
export function entryOnDisk(root: string, path: RepoPath, stat: Stats): Entry | undefined {
  if (stat.isSymbolicLink()) {
    const bytes = once(() => readLink(root, path));
    return { kind: "link", mode: 0o777, bytes, sha: () => shaOf(bytes()), ...untouched };
  }
  if (!stat.isFile()) {
    return undefined;
  }
  const bytes = once(() => readFile(root, path));
  const isLarge = stat.size > maxBytes;
  const sha = once(() => (isLarge ? shaOnDisk(root, path) : shaOf(bytes())));
  return { kind: "file", mode: modeOf(stat), bytes, sha, ...untouched, isLarge };
}

/** Something the patch makes. */
export function newEntry(kind: Entry["kind"], mode: number | undefined, bytes: Buffer): Entry {
  return { kind, mode, bytes: () => bytes, sha: once(() => shaOf(bytes)), ...untouched };
}

const untouched = { edits: [], warnings: [], isLarge: false } as const;

/** Nobody patches larger files by their text; to decode and cut one takes a second. */
const maxBytes = 64 * 1024 * 1024;

function readFile(root: string, path: RepoPath): Buffer {
  const { bytes, size, truncated } = readInsideSync(root, path, { maxBytes });
  if (truncated) {
    throw new ToolError(
      "TOO_LARGE",
      `${quotePath(path)} has ${size} bytes; at most ${maxBytes} can be patched.`,
      "Change it with a program of its own.",
    );
  }
  return bytes;
}

function readLink(root: string, path: RepoPath): Buffer {
  try {
    return atEntry(root, path, (entry) => readlinkSync(entry, "buffer"));
  } catch (error) {
    throw readFailure(root, path, error);
  }
}

function shaOnDisk(root: string, path: RepoPath): string {
  const image = findImage(root, path);
  if (typeof image !== "object") {
    throw readFailure(root, path, lstatSync(`${root}/${path}`));
  }
  return image.sha;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
