import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { decodeText } from "../workspace/decode-text.ts";
import { systemCode } from "../workspace/system-code.ts";
import type { Image } from "./image.ts";
import type { Journal } from "./journal.ts";
import { backupFile, keptTextFile, type OpenEdit } from "./open-edit.ts";
import { findOrigins } from "./origins.ts";
import type { Content, NewImage, Transition } from "./transition.ts";

/** The text that a step left, as what differs from the old content it was made from. */
export interface KeptText {
  readonly step: number;
  /** The step whose backup it begins and ends like. */
  readonly origin: number;
  /** Bytes. */
  readonly head: number;
  readonly tail: number;
  /** What is between, in base 64. */
  readonly middle: string;
}

/** Larger files are undone only while nobody else changes them. */
export const maxTextBytes = 8 * 1024 * 1024;

/**
 * Keeps what an edit has made of each text, for an undo after somebody else has changed it. It is a help and no
 * condition: it is not waited for until it is on the disk, what is damaged is found out by its hash, and where there
 * is no room the edit goes without.
 */
export function keepTexts(
  edit: OpenEdit,
  transitions: readonly Transition[],
  journal: Journal,
): void {
  const file = join(edit.folder, keptTextFile);
  try {
    const kept = [...findOrigins(journal)].flatMap(([step, origin]) =>
      keptText(edit, {
        step,
        origin,
        pre: journal.steps[origin]?.pre,
        post: transitions[step]?.post,
      }),
    );
    if (kept.length > 0) {
      edit.store.onStep("keep texts");
      writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
    }
  } catch (error) {
    if (systemCode(error) === undefined) {
      throw error;
    }
    rmSync(file, { force: true });
  }
}

interface Change extends Pick<KeptText, "step" | "origin"> {
  readonly pre: Image | null | undefined;
  readonly post: NewImage | null | undefined;
}

function keptText(edit: OpenEdit, { step, origin, pre, post }: Change): readonly KeptText[] {
  if (!pre || !post || !isSmallFile(pre) || !isSmallFile(post) || pre.sha === post.sha) {
    return [];
  }
  const before = readFileSync(backupFile(edit, origin));
  const after = bytesOf(post.content);
  return isText(before) && isText(after) ? [{ step, origin, ...difference(before, after) }] : [];
}

function isSmallFile({ kind, size }: Pick<Image, "kind" | "size">): boolean {
  return kind === "file" && size <= maxTextBytes;
}

function isText(bytes: Buffer): boolean {
  return decodeText(bytes).kind === "text";
}

function bytesOf(content: Content): Buffer {
  return content.from === "memory"
    ? content.bytes
    : content.from === "backup"
      ? readFileSync(content.file)
      : Buffer.alloc(0);
}

function difference(before: Buffer, after: Buffer): Pick<KeptText, "head" | "tail" | "middle"> {
  const shorter = Math.min(before.length, after.length);
  const head = equalBytes(shorter, (from, to) =>
    before.subarray(from, to).equals(after.subarray(from, to)),
  );
  const tail = equalBytes(shorter - head, (from, to) =>
    before
      .subarray(before.length - to, before.length - from)
      .equals(after.subarray(after.length - to, after.length - from)),
  );
  return { head, tail, middle: after.toString("base64", head, after.length - tail) };
}

/** How many of the first bytes are equal, looked for in ever smaller steps. */
function equalBytes(length: number, isEqual: (from: number, to: number) => boolean): number {
  let equal = 0;
  for (let step = length; step > 0; step = Math.floor(step / 2)) {
    while (equal + step <= length && isEqual(equal, equal + step)) {
      equal += step;
    }
  }
  return equal;
}
