import { readFileSync } from "node:fs";
import { join } from "node:path";

import { shaOf } from "./image.ts";
import type { Journal } from "./journal.ts";
import type { KeptText } from "./kept-text.ts";
import { backupFile, keptTextFile } from "./open-edit.ts";

/**
 * What the steps of a done edit left.
 * @returns a function from a step and the step whose old content it was made from to bytes; undefined when they are
 * not known any more
 */
export function openKeptTexts(
  folder: string,
  { steps }: Pick<Journal, "steps">,
): (step: number, origin: number) => Buffer | undefined {
  let kept: readonly KeptText[] | undefined;
  return (step, origin) => {
    try {
      const before = readFileSync(backupFile({ folder }, origin));
      const post = steps[step]?.post;
      if (post?.sha === shaOf(before)) {
        return before;
      }
      kept ??= readKept(folder);
      const found = kept.find((one) => one.step === step && one.origin === origin);
      const after = found && assembled(before, found);
      return after !== undefined && post?.sha === shaOf(after) ? after : undefined;
    } catch {
      // Deleted or damaged by hand, or written by a version that kept none.
      return undefined;
    }
  };
}

function readKept(folder: string): readonly KeptText[] {
  // Whatever else the file may hold: bytes made from it count only if their hash is that of the journal.
  return JSON.parse(readFileSync(join(folder, keptTextFile), "utf8")) as readonly KeptText[];
}

function assembled(before: Buffer, { head, tail, middle }: KeptText): Buffer {
  return Buffer.concat([
    before.subarray(0, head),
    Buffer.from(middle, "base64"),
    before.subarray(before.length - tail),
  ]);
}
