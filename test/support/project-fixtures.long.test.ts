import { describe, expect, it } from "vitest";

import { keyOf } from "./classic-language-service.ts";
import { classicTruth } from "./classic-truth.ts";
import { linkPackages } from "./link-packages.ts";
import { projectFixtures } from "./project-fixtures.ts";
import { copyFixture } from "./repository.ts";
import { sourcesOf } from "./sources-of.ts";
import { spoilersOf } from "./spoil-fixture.ts";

/** References and the files that hold them. */
const known: Readonly<Record<string, string>> = {
  "javascript-shop-commonjs":
    "Appraisal: 6 in 1, describe: 6 in 3, euros: 5 in 2, appraise: 2 in 1, isDearerThan: 2 in 2, priceByAge: 2 in 1, OLDEST: 4 in 3, Curio: 5 in 3, title: 4 in 4, describe: 5 in 2, PriceCard: 5 in 1, sold: 4 in 2",
  "typescript-exports":
    "Purse: 11 in 6, worth: 6 in 4, put: 3 in 2, Coin: 6 in 3, openPurse: 9 in 5, formatCoins: 7 in 4, symbol: 4 in 3, euroRate: 10 in 5, crownRate: 3 in 2, worth: 2 in 1, label: 4 in 2, JarLabel: 5 in 2, emphasis: 3 in 2, jar: 4 in 2",
  "typescript-no-install":
    "Twist: 14 in 6, Left: 4 in 3, stretch: 10 in 5, Rope: 11 in 2, Hawser: 12 in 5, twist: 5 in 4, splice: 8 in 4, Knot: 5 in 2, tie: 3 in 2, lay: 3 in 2, stretch: 2 in 1",
  "typescript-no-root":
    "Loaf: 22 in 5, cut: 6 in 3, Slice: 4 in 2, thin: 2 in 1, slices: 4 in 1, openOven: 9 in 3, degrees: 6 in 4, keep-warm: 4 in 3, OvenOptions: 6 in 3, bakeBatch: 2 in 2, sell: 2 in 2, Pastry: 5 in 2, cut: 3 in 1",
  "typescript-references":
    "Tariff: 10 in 5, Quote: 9 in 4, quote: 3 in 3, gross: 4 in 3, surcharge: 4 in 3, roundCents: 8 in 5, roundFives: 5 in 4, dutyFree: 3 in 2, Crate: 7 in 3, round: 1 in 1, describeOffer: 7 in 3, quote: 2 in 1",
  "typescript-solution":
    "Article: 18 in 6, priceIn: 9 in 3, priceIn: 9 in 3, Hamper: 5 in 3, cents: 9 in 4, Chilled: 4 in 3, findArticle: 6 in 3, pages: 3 in 2, pageSize: 5 in 2, Till: 5 in 3, scanned: 6 in 3, priceIn: 2 in 1",
  "typescript-tests-apart":
    "Basket: 8 in 4, total: 11 in 6, pay: 4 in 3, fillBasket: 9 in 5, Card: 3 in 3, Line: 5 in 2, total: 2 in 1, buy: 3 in 2, check: 9 in 3, title: 2 in 1",
};

/** A compiler that is not ours starts in each. */
const slow = { timeout: 60_000 };

describe.each(projectFixtures)("$name", (fixture) => {
  it("holds every marked symbol, and the classic compiler knows its references", slow, async () => {
    const root = await copyFixture(fixture.name);
    // The truth is the same before and after an install; only a compiler that goes by `node_modules` sees a difference.
    await linkPackages(root, fixture);
    const answers = classicTruth(root, fixture).map(({ name, at, references }) => {
      expect(references.map(keyOf), name).toContain(keyOf(at));
      const files = new Set(references.map(({ path }) => path)).size;
      return `${name}: ${references.length} in ${files}`;
    });
    expect(answers.join(", ")).toBe(known[fixture.name]);
  });

  it("is spoilt by files that hold the name, each with a harmless twin", async () => {
    const root = await copyFixture(fixture.name);
    const spoilers = spoilersOf(fixture);
    const before = sourcesOf(root).length;
    const paths = new Set<string>();
    for (const { spoil } of spoilers) {
      paths.add(await spoil(root));
    }
    expect(spoilers.map(({ holdsName }) => holdsName)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(sourcesOf(root)).toHaveLength(before + paths.size);
  });
});
