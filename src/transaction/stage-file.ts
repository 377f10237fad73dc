import { closeSync, fchmodSync, fstatSync, openSync, type Stats, symlinkSync } from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { keepOwner } from "./back-up.ts";
import { Conflict } from "./conflict.ts";
import { copyFile, copyLink } from "./copy-entry.ts";
import { writeFully } from "./durable.ts";
import { imageOfOpen, modeOf } from "./image.ts";
import type { Content, NewImage } from "./transition.ts";

export interface StagedFile {
  readonly mode: number;
  /** To be brought to the disk and closed; a link has nothing to bring. */
  readonly open: readonly number[];
  readonly ownerKept: boolean;
}

/**
 * Makes a new image under a name nobody looks at.
 *
 * @param before what it will replace, whose owner it gets
 * @throws Conflict when what it is a copy of is not what it was
 */
export function stageFile(
  root: string,
  file: string,
  { path, post, before }: { path: RepoPath; post: NewImage; before: Stats | undefined },
): StagedFile {
  if (post.kind === "link") {
    makeLink(root, file, post.content);
    return { mode: 0o777, open: [], ownerKept: true };
  }
  const descriptor = makeFile(root, file, post);
  try {
    const ownerKept = before === undefined || keepOwner(descriptor, fstatSync(descriptor), before);
    if (post.mode !== undefined) {
      // After the owner, whose change takes set-uid bits away.
      fchmodSync(descriptor, post.mode);
    }
    if (post.content.from !== "memory" && imageOfOpen(descriptor).sha !== post.sha) {
      throw new Conflict(path, "could not be made, for its source was changed meanwhile");
    }
    return { mode: modeOf(fstatSync(descriptor)), open: [descriptor], ownerKept };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function makeLink(root: string, file: string, content: Content): void {
  if (content.from === "memory") {
    symlinkSync(content.bytes, file);
  } else if (content.from === "backup") {
    copyLink(content.file, file);
  } else {
    atEntry(root, content.path, (entry) => copyLink(entry, file));
  }
}

function makeFile(root: string, file: string, { content, mode }: NewImage): number {
  if (content.from === "memory") {
    return writeFile(file, content.bytes, mode === undefined ? 0o666 : 0o600);
  }
  return content.from === "backup"
    ? copyFile(content.file, file)
    : atEntry(root, content.path, (entry) => copyFile(entry, file));
}

function writeFile(file: string, bytes: Buffer, mode: number): number {
  const descriptor = openSync(file, "wx+", mode);
  try {
    writeFully(descriptor, bytes);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}
