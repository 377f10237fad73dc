import { expect, test } from "vitest";

import type { FailedPart } from "../../src/edits/failed-part.ts";
import { type Region, Retries } from "../../src/edits/retries.ts";

const lines = Array.from({ length: 500 }, (_, index) => `line ${index + 1}`);

function failedAt(line: number): FailedPart {
  const candidate = {
    line,
    endLine: line + 3,
    equalLines: 1,
    oldLines: 4,
    fileLines: [],
    replacements: [],
  };
  return {
    path: "src/till.ts",
    operation: 0,
    hunk: 0,
    patchLine: 1,
    code: "NO_MATCH",
    message: "",
    next: "",
    search: {
      hunk: 0,
      patchLine: 1,
      code: "NO_MATCH",
      message: "",
      places: [],
      candidates: [candidate],
    },
  };
}

function told(regions: readonly Region[]): string[] {
  return regions.map((region) => `${region.line}-${region.line + region.lines.length - 1}`);
}

test("sixty lines around a place are shown from its third failure on", () => {
  const retries = new Retries();
  const fail = (line: number, sha = "a"): string[] =>
    told(retries.count([failedAt(line)], () => ({ sha, lines })));
  expect([fail(250), fail(250), fail(250), fail(250)]).toEqual([[], [], ["222-281"], ["222-281"]]);
  expect([fail(3), fail(3), fail(3)]).toEqual([[], [], ["1-60"]]);
  expect([fail(497), fail(497), fail(497)]).toEqual([[], [], ["441-500"]]);
});

test("another version of the file begins anew, and one call counts once", () => {
  const retries = new Retries();
  const twice = [failedAt(250), failedAt(250)];
  const fail = (sha: string): string[] => told(retries.count(twice, () => ({ sha, lines })));
  expect([fail("a"), fail("a"), fail("b"), fail("b"), fail("b")]).toEqual([
    [],
    [],
    [],
    [],
    ["222-281"],
  ]);
});
