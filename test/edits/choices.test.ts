import { expect, test } from "vitest";

import { acceptChoices, findChoices } from "../../src/edits/choices.ts";
import type { FailedPart } from "../../src/edits/failed-part.ts";
import type { ParsedPatch } from "../../src/formats/parsed-patch.ts";
import type { Candidate } from "../../src/matching/placement.ts";

const patch: ParsedPatch = {
  format: "v4a",
  operations: [
    {
      op: "update",
      path: "src/till.ts",
      stripped: true,
      hunks: [
        {
          patchLine: 3,
          headers: ["class Till"],
          lines: [
            { kind: "context", text: "open();", patchLine: 4 },
            { kind: "remove", text: "close()", patchLine: 5 },
            { kind: "add", text: "shut();", patchLine: 6 },
          ],
        },
      ],
      patchLine: 2,
    },
  ],
  warnings: [],
};

function failedWith(...candidates: readonly Candidate[]): FailedPart {
  const about = { patchLine: 3, code: "NO_MATCH" as const, message: "" };
  const search = { ...about, hunk: 0, places: [], candidates };
  return { ...about, path: "src/till.ts", operation: 0, hunk: 0, next: "", search };
}

const candidate: Candidate = {
  line: 8,
  endLine: 10,
  equalLines: 1,
  oldLines: 2,
  fileLines: ["open();", "// till", "close();"],
  replacements: [{ at: 9, remove: 1, add: ["shut();"] }],
};

const version = { sha: "a", lines: [] };

test("an accepted hunk has the lines of the file and those its author adds", () => {
  const choices = findChoices(patch, [failedWith(candidate)], () => version);
  const [operation] = acceptChoices(patch, choices, ["c1"], () => version).operations;
  expect(operation?.hunks.map(({ lines }) => lines.map(({ kind, text }) => `${kind} ${text}`)))
    .toMatchInlineSnapshot(`
      [
        [
          "context open();",
          "context // till",
          "remove close();",
          "add shut();",
        ],
      ]
    `);
  expect(operation?.hunks[0]).toMatchObject({ headers: [], lineHint: 8 });
});

test("a place where it is not clear what would give way is not offered", () => {
  const failed = failedWith({ ...candidate, replacements: [] }, candidate);
  const choices = findChoices(patch, [failed], () => version);
  expect(choices.map(({ id, line }) => `${id} ${line}`)).toEqual(["c1 8"]);
});

test("two places for one hunk, an unknown place and another version are refused", () => {
  const choices = findChoices(patch, [failedWith(candidate, candidate)], () => version);
  const accept = (...ids: readonly string[]): ParsedPatch =>
    acceptChoices(patch, choices, ids, () => version);
  expect(() => accept("c1", "c2")).toThrowErrorMatchingInlineSnapshot(
    `[ToolError: c2 and another id are places for the same hunk.]`,
  );
  expect(() => accept("c3")).toThrowErrorMatchingInlineSnapshot(
    `[ToolError: The plan offers no place "c3".]`,
  );
  expect(() =>
    acceptChoices(patch, choices, ["c1"], () => ({ sha: "b", lines: [] })),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ToolError: "src/till.ts" changed since the place was offered; nothing was written.]`,
  );
});
