import { expect, test } from "vitest";

import { languages } from "../../src/languages/index.ts";
import { packOutline, unpackOutline } from "../../src/parsing/pack-outline.ts";
import { factsOf } from "../languages/facts-of.ts";

const samples = [
  ["typescript", "src/cart.ts"],
  ["python", "storefront/basket.py"],
  ["go", "basket/basket.go"],
] as const;

test.each(samples)("a packed outline comes back as it was: %s", async (id, path) => {
  const language = languages.find((one) => one.id === id);
  if (language === undefined) {
    throw new Error(`No language ${id}.`);
  }
  const { scopes, ...outline } = await factsOf(language, path);
  expect(scopes.length).toBeGreaterThan(0);
  expect(unpackOutline(packOutline(outline))).toEqual(outline);
});
