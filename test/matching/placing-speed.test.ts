import { expect, it, vi } from "vitest";

import type { Hunk } from "../../src/formats/hunk.ts";
import { placeHunks } from "../../src/matching/place-hunks.ts";
import type { MatchOptions, Placement } from "../../src/matching/placement.ts";
import { hunksOf, safeV4a } from "./placing.ts";

const unified: MatchOptions = { format: "unified", match: "safe" };

vi.setConfig({ testTimeout: 60_000 });

/** Ample, because other tests run at the same time; what is not linear takes minutes here. */
const boundMs = 20_000;

it.each([
  ["as they are", (text: string) => text, 10_000],
  ["with another indentation", (text: string) => `  ${text}`, 10_000],
  ["that are not there", (text: string) => `  ${text}!`, 0],
])("case 74: 10,000 hunks in one file, %s", (_, change, placed) => {
  const lines = Array.from({ length: 100_000 }, (_line, row) => `line ${row}`);
  const hunks = Array.from({ length: 10_000 }, (_hunk, at) => changeAt(lines, at * 10 + 4, change));
  expect(timed(lines, hunks, safeV4a).placed).toHaveLength(placed);
});

it("200,000 equal lines and 5,000 hunks", () => {
  const lines = Array.from({ length: 200_000 }, () => "same");
  const hunks = Array.from({ length: 5000 }, (_, at) => changeAt(lines, at * 40 + 4));
  expect(timed(lines, hunks, safeV4a).failures).toHaveLength(5000);
  const numbered = hunks.map((hunk, at) => ({ ...hunk, lineHint: at * 40 + 2 }));
  expect(timed(lines, numbered, unified).placed).toHaveLength(5000);
  const unequal = hunks.map((hunk, at) => ({ ...hunk, lines: hunk.lines.concat(extra(at)) }));
  expect(timed(lines, unequal, safeV4a).failures).toHaveLength(5000);
});

it("as many equal hunks as equal blocks", () => {
  const lines = Array.from({ length: 60_000 }, (_, row) => ["a", "b", "c"][row % 3] ?? "");
  const hunks = Array.from({ length: 20_000 }, () => changeAt(lines, 1)).map((hunk) => ({
    ...hunk,
    lines: hunk.lines.slice(1, -1),
  }));
  expect(timed(lines, hunks, safeV4a).placed).toHaveLength(20_000);
});

it("long lines of blanks, and one long line", () => {
  const blanks = [`${" ".repeat(1_000_000)}x`, "a", `b${" ".repeat(1_000_000)}`];
  expect(timed(blanks, hunksOf("@@\n-a \n+c\n b"), safeV4a).placed).toHaveLength(1);
  const long = ["é".repeat(5_000_000), "a"];
  expect(timed(long, hunksOf("@@\n-b\n+c"), safeV4a).failures).toHaveLength(1);
});

/** The removed line with two lines of context on each side. */
function changeAt(
  lines: readonly string[],
  row: number,
  retext: (text: string) => string = (text) => text,
): Hunk {
  const context = (from: number, to: number): Hunk["lines"] =>
    lines
      .slice(Math.max(0, from), to)
      .map((text) => ({ kind: "context", text: retext(text), patchLine: 1 }));
  return {
    patchLine: 1,
    headers: [],
    lines: [
      ...context(row - 2, row),
      { kind: "remove", text: retext(lines[row] ?? ""), patchLine: 1 },
      { kind: "add", text: retext(`new ${row}`), patchLine: 1 },
      ...context(row + 1, row + 3),
    ],
  };
}

function extra(count: number): Hunk["lines"] {
  return Array.from({ length: count % 40 }, () => ({
    kind: "context",
    text: "same",
    patchLine: 1,
  }));
}

function timed(lines: readonly string[], hunks: readonly Hunk[], options: MatchOptions): Placement {
  const start = performance.now();
  const subject = {
    lines,
    finalNewline: true,
    transparent: false,
    keepsBackslashes: false,
    definitions: [],
  };
  const placement = placeHunks(subject, hunks, options);
  const took = performance.now() - start;
  if (process.env["REPOWRIGHT_RUNS"] !== undefined) {
    process.stderr.write(`${hunks.length} hunks, ${lines.length} lines: ${took.toFixed(0)} ms\n`);
  }
  expect(took).toBeLessThan(boundMs);
  return placement;
}
