import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { editDistance } from "../../src/words/edit-distance.ts";
import { hashOf } from "../../src/words/hash.ts";
import { humpsMatch } from "../../src/words/humps.ts";
import {
  exactName,
  type NameMatcher,
  namesContaining,
  namesLike,
  namesWithPrefix,
} from "../../src/words/match-names.ts";
import { SegmentBuilder } from "../../src/words/segment-builder.ts";
import { openSegment } from "../../src/words/segment.ts";
import { wordFlag } from "../../src/words/word-sink.ts";

function found(names: readonly string[], matcher: NameMatcher): string[] {
  const builder = new SegmentBuilder();
  builder.beginDocument("one");
  for (const name of names) {
    const bytes = Buffer.from(name);
    builder.add(
      bytes,
      0,
      bytes.length,
      hashOf(bytes, 0, bytes.length),
      wordFlag.code | wordFlag.definition,
    );
  }
  const matches = [...matcher(openSegment(builder.finish())).values()];
  return matches
    .toSorted((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

const names = [
  "getUserName",
  "get",
  "user",
  "getUserNames",
  "resetUser",
  "GET",
  "parse_config",
  "g",
  "unrelated",
];

describe("matching names", () => {
  it.each([
    ["exact", exactName("get"), "get"],
    ["prefix", namesWithPrefix("get"), "get getUserName getUserNames"],
    ["substring", namesContaining("user"), "user resetUser getUserName getUserNames"],
    [
      "substring, the case that was typed first",
      namesContaining("GET"),
      "GET get getUserName getUserNames",
    ],
    ["several words", namesContaining("name user"), "getUserName getUserNames"],
    ["camel humps", namesContaining("gUN"), "getUserName getUserNames"],
    ["humps of snake case", namesContaining("pc"), "parse_config"],
    ["a slip", namesLike("getUesrName"), "getUserName getUserNames"],
    ["nothing", namesLike("zzzzzz"), ""],
  ])("%s", (_, matcher, expected) => {
    expect(found(names, matcher).join(" ")).toBe(expected);
  });

  it("takes no time for a name made of humps", () => {
    const start = performance.now();
    expect(humpsMatch("a".repeat(50), "aA".repeat(50))).toBe(true);
    expect(humpsMatch(`${"a".repeat(50)}x`, "aA".repeat(50))).toBe(false);
    expect(humpsMatch("a".repeat(50), "aA".repeat(50_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

const word = fc.string({
  unit: fc.constantFrom("a", "b", "c", "A", "_"),
  minLength: 1,
  maxLength: 9,
});

it("finds by prefix and part just what a look at every name finds", () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 40 }), word, (all, query) => {
      expect(found(all, namesWithPrefix(query)).toSorted()).toEqual(
        all.filter((name) => name.startsWith(query)).toSorted(),
      );
      const containing = all.filter(
        (name) =>
          name.toLowerCase().includes(query.toLowerCase()) ||
          (query.length > 1 && name.length > query.length && humpsMatch(query, name)),
      );
      expect(found(all, namesContaining(query)).toSorted()).toEqual(containing.toSorted());
    }),
  );
});

it("finds every name within the distance of a slip", () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 40 }), word, (all, query) => {
      const most = query.length < 5 ? 1 : 2;
      const near = all.filter(
        (name) => slowDistance(name.toLowerCase(), query.toLowerCase()) <= most,
      );
      expect(found(all, namesLike(query)).toSorted()).toEqual(near.toSorted());
    }),
  );
});

it("measures the distance up to a limit", () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
      const own = editDistance(Buffer.from(a), Buffer.from(b), 0, b.length, most);
      const exact = slowDistance(a, b);
      expect(exact <= most ? own : own > most).toBe(exact <= most ? exact : true);
    }),
  );
});

/** The definition, without a limit: Damerau-Levenshtein in which no place is edited twice. */
function slowDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (__, column) =>
      row === 0 ? column : column === 0 ? row : 0,
    ),
  );
  const at = (row: number, column: number): number => table[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row += 1) {
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const best = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + cost,
        swapped ? at(row - 2, column - 2) + 1 : Infinity,
      );
      table[row]?.splice(column, 1, best);
    }
  }
  return at(a.length, b.length);
}
