import type { ToolError } from "../errors.ts";
import type { HunkFailure } from "../matching/placement.ts";
import { levelOf } from "./find-source.ts";
import type { Planning, Step } from "./planning.ts";
import type { PatchFailure } from "./planned-patch.ts";
import { AlreadyDone, HunksRefused } from "./refusals.ts";

/** What is wrong with an operation, as an answer tells it: with the path, or the name without what `-p` takes off. */
export function failuresOf(
  { names, strip }: Pick<Planning, "names" | "strip">,
  { operation, index, error }: Step & { readonly error: AlreadyDone | HunksRefused | ToolError },
): readonly PatchFailure[] {
  if (error instanceof HunksRefused) {
    return error.failures.map((hunk) => ({
      path: error.path,
      operation: index,
      patchLine: hunk.patchLine,
      code: hunk.code,
      message: hunk.message,
      next: nexts[hunk.code],
      hunk,
    }));
  }
  const { code, message, next } = error instanceof AlreadyDone ? error.otherwise : error;
  const path = names.stripped(operation.path, levelOf(operation, strip)) ?? operation.path;
  return [{ path, operation: index, patchLine: operation.patchLine, code, message, next }];
}

const nexts: Readonly<Record<HunkFailure["code"], string>> = {
  NO_MATCH: "Read the lines as they are now and send this hunk again, or accept a candidate.",
  AMBIGUOUS: "Send this hunk again with a header or more context that only one place has.",
  ALREADY_APPLIED: "Leave this hunk out; what it brings is there.",
  ANCHOR_NOT_FOUND: "Send this hunk again with a header that is a line of the file.",
  ANCHOR_AMBIGUOUS: "Put the enclosing definition's line before it as a header of its own.",
  OVERLAP: "Make one hunk of those that overlap.",
  ENCODING: "Write only ASCII here: the file's encoding is unknown.",
};
