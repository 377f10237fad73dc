import { closeSync, readFileSync } from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { DoneEdit } from "./done-edit.ts";
import { type Image, openEntry, shaOf } from "./image.ts";
import { maxTextBytes } from "./kept-text.ts";
import type { Look } from "./look-back.ts";
import { mergeBack } from "./merge-back.ts";

/** How the old content of a path comes back, given what became of it. */
export interface Comeback {
  readonly mode: number;
  /** With the changes that were made since; if not given, the old content itself. */
  readonly bytes?: Buffer;
}

/**
 * @param look at the path that holds now what was made of the old content
 * @param origin at the path that held the old content; the same one, unless it was renamed
 * @returns why it cannot come back, as follows the path of `look` in a sentence, if it is a text
 */
export function comeBack(
  root: string,
  edit: DoneEdit,
  { look, origin }: { readonly look: Look; readonly origin: Look },
): Comeback | string {
  const { step, live } = look;
  const { pre } = origin.step;
  if (pre === null || step.post === null || typeof live !== "object" || look.holds === "before") {
    return "is gone";
  }
  const mode = modeBack(pre, step.post, live);
  if (mode === undefined) {
    return "has other permissions since";
  }
  if (look.holds === "after") {
    return { mode };
  }
  const bytes = textBack(root, edit, { look, origin, live });
  return typeof bytes === "string" ? bytes : { mode, bytes };
}

/** Of three permissions: undefined when the edit changed them, and then someone else did. */
function modeBack(pre: Image, post: Image, live: Image): number | undefined {
  if (post.mode === pre.mode) {
    return live.mode;
  }
  return live.mode === post.mode || live.mode === pre.mode ? pre.mode : undefined;
}

function textBack(
  root: string,
  edit: DoneEdit,
  { look, origin, live }: { readonly look: Look; readonly origin: Look; readonly live: Image },
): Buffer | string {
  const { path } = look.step;
  const isOnce = origin === look || origin.holds !== "before";
  const after = isOnce && isText(live) ? edit.text(look.index, origin.index) : undefined;
  const now = after && readNow(root, path);
  if (after === undefined || now === undefined || shaOf(now) !== live.sha) {
    return "was changed since";
  }
  return mergeBack({ before: readFileSync(edit.backup(origin.index)), after, now });
}

function isText({ kind, size }: Image): boolean {
  return kind === "file" && size <= maxTextBytes;
}

function readNow(root: string, path: RepoPath): Buffer {
  return atEntry(root, path, (entry) => {
    const descriptor = openEntry(entry);
    try {
      return readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}
