import { ToolError } from "../errors.ts";
import type { Hunk, HunkLine } from "../formats/hunk.ts";
import type { ParsedPatch } from "../formats/parsed-patch.ts";
import type { Candidate } from "../matching/placement.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { FailedPart } from "./failed-part.ts";
import { replaceHunks } from "./replace-hunks.ts";
import type { FileVersion } from "./file-version.ts";

/** A place offered for a hunk that did not fit, or fitted several times. */
export interface Choice {
  /** `c1`. */
  readonly id: string;
  readonly path: string;
  readonly operation: number;
  readonly hunk: number;
  /** 1-based, inclusive. */
  readonly line: number;
  readonly endLine: number;
  /** The hunk as it would be sent to mean this place. */
  readonly replacement: Hunk;
  /** Of the file it was found in, as `FileVersion` has it. */
  readonly sha: string;
}

/** The places to offer for everything that failed, numbered through. */
export function findChoices(
  patch: ParsedPatch,
  failed: readonly FailedPart[],
  versionOf: (path: string) => FileVersion | undefined,
): readonly Choice[] {
  const found = failed.flatMap((part) => choicesOf(patch, part, versionOf(part.path)));
  return found.map((choice, index) => ({ ...choice, id: `c${index + 1}` }));
}

function choicesOf(
  patch: ParsedPatch,
  { path, operation, hunk, search }: FailedPart,
  version: FileVersion | undefined,
): readonly Omit<Choice, "id">[] {
  const sent = hunk === undefined ? undefined : patch.operations[operation]?.hunks[hunk];
  if (search === undefined || hunk === undefined || sent === undefined || version === undefined) {
    return [];
  }
  const about = { path, operation, hunk, sha: version.sha };
  // Lines to insert are placed by their header, so a place of their own says nothing.
  const isPlaced = search.code === "AMBIGUOUS" && sent.lines.some(({ kind }) => kind !== "add");
  const places = isPlaced ? search.places : [];
  return [
    ...search.candidates.filter(canBeTaken).map((candidate) => ({
      ...about,
      line: candidate.line,
      endLine: candidate.endLine,
      replacement: corrected(sent, candidate),
    })),
    ...places.map(({ line, endLine }) => ({
      ...about,
      line,
      endLine,
      replacement: { ...sent, headers: [], lineHint: line },
    })),
  ];
}

/** Where it is not clear which lines would give way, nothing is to be had. */
function canBeTaken({ line, endLine, replacements }: Candidate): boolean {
  return (
    replacements.length > 0 &&
    replacements.every(({ at, remove }) => at >= line - 1 && at + remove <= endLine)
  );
}

/** What the author wants added, between the lines that are really there. */
function corrected(
  { patchLine }: Hunk,
  { line, endLine, fileLines, replacements }: Candidate,
): Hunk {
  const lines: HunkLine[] = [];
  const push = (kind: HunkLine["kind"], texts: readonly string[]): void => {
    lines.push(...texts.map((text) => ({ kind, text, patchLine })));
  };
  const theirs = (from: number, to: number): readonly string[] =>
    fileLines.slice(from - line + 1, to - line + 1);
  let at = line - 1;
  for (const { at: start, remove, add } of replacements) {
    push("context", theirs(at, start));
    push("remove", theirs(start, start + remove));
    push("add", add);
    at = start + remove;
  }
  push("context", theirs(at, endLine));
  return { patchLine, headers: [], lineHint: line, lines };
}

/**
 * The patch with the places taken that an agent chose.
 * @throws ToolError CHOICE_NOT_FOUND; STALE when a file is no longer the one that the place was found in
 */
export function acceptChoices(
  patch: ParsedPatch,
  choices: readonly Choice[],
  ids: readonly string[],
  versionOf: (path: string) => FileVersion | undefined,
): ParsedPatch {
  const chosen = [...new Set(ids)].map((id) => getChoice(choices, id));
  for (const { path, sha } of chosen) {
    if (versionOf(path)?.sha !== sha) {
      throw new ToolError(
        "STALE",
        `${quotePath(path)} changed since the place was offered; nothing was written.`,
        "Send the plan alone to see where its hunks fit now, or the hunk again with plan and patch.",
      );
    }
  }
  const twice = chosen.find((one, index) =>
    chosen
      .slice(0, index)
      .some((other) => other.operation === one.operation && other.hunk === one.hunk),
  );
  if (twice !== undefined) {
    throw new ToolError(
      "CHOICE_NOT_FOUND",
      `${twice.id} and another id are places for the same hunk.`,
      "Accept one place for each hunk.",
    );
  }
  return replaceHunks(
    patch,
    chosen.map(({ operation, hunk, replacement }) => ({ operation, hunk, by: [replacement] })),
  );
}

function getChoice(choices: readonly Choice[], id: string): Choice {
  const found = choices.find((choice) => choice.id === id);
  if (found === undefined) {
    const offered = choices.map((choice) => choice.id).join(", ");
    throw new ToolError(
      "CHOICE_NOT_FOUND",
      `The plan offers no place ${quotePath(id)}.`,
      offered === "" ? "Send the hunk again with plan and patch." : `It offers ${offered}.`,
    );
  }
  return found;
}
