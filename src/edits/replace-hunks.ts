import type { Hunk } from "../formats/hunk.ts";
import type { ParsedPatch } from "../formats/parsed-patch.ts";

/** One hunk gives way to others. Both are indexes. */
export interface ReplacedHunk {
  readonly operation: number;
  readonly hunk: number;
  readonly by: readonly Hunk[];
}

export function replaceHunks(patch: ParsedPatch, replaced: readonly ReplacedHunk[]): ParsedPatch {
  const by = new Map(replaced.map((one) => [`${one.operation} ${one.hunk}`, one.by]));
  return {
    ...patch,
    operations: patch.operations.map((operation, index) => ({
      ...operation,
      hunks: operation.hunks.flatMap((hunk, position) => by.get(`${index} ${position}`) ?? [hunk]),
    })),
  };
}
