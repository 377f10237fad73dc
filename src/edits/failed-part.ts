import type { ParsedPatch } from "../formats/parsed-patch.ts";
import type { HunkFailure } from "../matching/placement.ts";
import type { PatchFailure } from "../patching/planned-patch.ts";

/** A hunk, or the whole of an operation, that cannot be done. */
export interface FailedPart {
  readonly path: string;
  /** Index into the patch's operations. */
  readonly operation: number;
  /** Index into the operation's hunks; undefined when the operation cannot be done at all. */
  readonly hunk: number | undefined;
  /** 1-based. */
  readonly patchLine: number;
  readonly code: string;
  /** A sentence. */
  readonly message: string;
  /** A sentence, or empty. */
  readonly next: string;
  /** What was found in its stead. */
  readonly search?: HunkFailure;
}

/** @param isThere whether a path is that of a file */
export function failedPart(
  patch: ParsedPatch,
  { hunk, ...failure }: PatchFailure,
  isThere: (path: string) => boolean,
): FailedPart {
  const names = possiblePaths(patch, failure);
  return {
    ...failure,
    path: names.find(isThere) ?? failure.path,
    hunk: hunk?.hunk,
    ...(hunk !== undefined && { search: hunk }),
  };
}

/** What the name that a patch gives a file may mean, as the planner tries it. */
function possiblePaths(
  { folder, operations }: ParsedPatch,
  { path, operation }: Pick<PatchFailure, "path" | "operation">,
): readonly string[] {
  const { otherPaths = [], stripped = true } = operations[operation] ?? {};
  const names = [path, ...otherPaths];
  const short = stripped
    ? []
    : [1, 2].flatMap((strip) => names.map((name) => cutFolders(name, strip)));
  return [...names, ...short].map((name) => (folder === undefined ? name : `${folder}/${name}`));
}

function cutFolders(path: string, count: number): string {
  return path.split("/").slice(count).join("/");
}

/** The number of a hunk as people count them: over the whole patch from 1; of an edit, that of the edit. */
export function hunkNumber(
  { format, operations }: ParsedPatch,
  operation: number,
  hunk: number,
): number {
  if (format === "texts") {
    return operations[operation]?.hunks[hunk]?.patchLine ?? 0;
  }
  const before = operations.slice(0, operation);
  return before.reduce((sum, { hunks }) => sum + hunks.length, 0) + hunk + 1;
}

/** How many parts a patch has, hunks and operations without any, and how many of them did not fail. */
export function countParts(
  { operations }: ParsedPatch,
  failed: readonly FailedPart[],
): { readonly all: number; readonly sound: number } {
  const bad = new Set(failed.map(({ operation, hunk }) => `${operation} ${hunk ?? ""}`));
  let all = 0;
  let sound = 0;
  for (const [operation, { hunks }] of operations.entries()) {
    const parts = Math.max(1, hunks.length);
    const lost = hunks.filter((_, hunk) => bad.has(`${operation} ${hunk}`)).length;
    all += parts;
    sound += bad.has(`${operation} `) ? 0 : parts - lost;
  }
  return { all, sound };
}
