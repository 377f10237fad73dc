import * as fc from "fast-check";
import { expect, test } from "vitest";

import { acceptChoices, findChoices } from "../../src/edits/choices.ts";
import { failedPart } from "../../src/edits/failed-part.ts";
import type { Hunk, HunkLine } from "../../src/formats/hunk.ts";
import type { ParsedPatch, PatchFormat } from "../../src/formats/parsed-patch.ts";
import { placeHunks } from "../../src/matching/place-hunks.ts";
import type { HunkFailure, Replacement } from "../../src/matching/placement.ts";

const text = fc.constantFrom("a();", "b();", "  c = 1;", "}", "", "if (x) {", "\te();", "à – b");
const file = fc.array(text, { minLength: 1, maxLength: 40 });
const changes = fc.array(fc.constantFrom("keep", "remove", "replace", "add", "mistake", "forget"), {
  minLength: 1,
  maxLength: 8,
});
const format = fc.constantFrom<PatchFormat>("v4a", "unified", "texts");

function line(kind: HunkLine["kind"], own: string): HunkLine {
  return { kind, text: own, patchLine: 1 };
}

/** A hunk about some lines of a file, as somebody writes it who remembers them badly. */
function hunkFor(lines: readonly string[], kinds: readonly string[]): Hunk {
  const own = kinds.flatMap((kind, index): HunkLine[] => {
    const old = lines[index];
    const is: Readonly<Record<string, HunkLine[]>> = {
      keep: [line("context", old ?? "")],
      remove: [line("remove", old ?? "")],
      replace: [line("remove", old ?? ""), line("add", `${old} // new`)],
      add: [line("context", old ?? ""), line("add", "added();")],
      mistake: [line("context", `${old} // wrong`)],
    };
    return old === undefined ? [] : (is[kind] ?? []);
  });
  return { patchLine: 1, headers: [], lines: own };
}

test("an accepted place is changed as it was offered, and no other", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(file, fc.nat(39), changes, format, (lines, at, kinds, written) => {
      const hunk = hunkFor(lines.slice(at % lines.length), kinds);
      const patch: ParsedPatch = {
        format: written,
        operations: [{ op: "update", path: "f", stripped: true, hunks: [hunk], patchLine: 1 }],
        warnings: [],
      };
      const place = (hunks: readonly Hunk[]): ReturnType<typeof placeHunks> =>
        placeHunks(subjectOf(lines), hunks, { format: written, match: "safe" });
      const [failure] = place([hunk]).failures;
      if (failure === undefined) {
        return;
      }
      for (const choice of findChoices(patch, [failedOf(patch, failure)], () => version)) {
        const accepted = acceptChoices(patch, [choice], [choice.id], () => version);
        const { placed, failures } = place(accepted.operations[0]?.hunks ?? []);
        seen.add(failure.code);
        expect(failures).toEqual([]);
        const offered = failure.candidates.find(
          (one) => one.line === choice.line && one.endLine === choice.endLine,
        );
        const done = placed.flatMap(({ replacements }) => replacements);
        const isCorrected = failure.code === "NO_MATCH";
        expect(isCorrected ? spliced(lines, done) : placed[0]?.start).toEqual(
          isCorrected ? spliced(lines, offered?.replacements ?? []) : choice.line - 1,
        );
      }
    }),
    { numRuns: Number(process.env["REPOWRIGHT_RUNS"] ?? 2000) },
  );
  expect([...seen].toSorted()).toEqual(["AMBIGUOUS", "NO_MATCH"]);
});

const version = { sha: "", lines: [] };

function subjectOf(lines: readonly string[]): Parameters<typeof placeHunks>[0] {
  return {
    lines,
    finalNewline: true,
    transparent: false,
    keepsBackslashes: false,
    definitions: [],
  };
}

function failedOf(patch: ParsedPatch, hunk: HunkFailure): ReturnType<typeof failedPart> {
  const { code } = hunk;
  const failure = { path: "f", operation: 0, patchLine: 1, code, message: "", next: "", hunk };
  return failedPart(patch, failure, () => true);
}

function spliced(lines: readonly string[], replacements: readonly Replacement[]): string[] {
  const result = [...lines];
  for (const { at, remove, add } of replacements.toReversed()) {
    result.splice(at, remove, ...add);
  }
  return result;
}
