import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { keyOf, type Place } from "../support/classic-language-service.ts";
import { classicTruth } from "../support/classic-truth.ts";
import { linkPackages } from "../support/link-packages.ts";
import { placeOf } from "../support/marked-symbol.ts";
import { projectFixtures } from "../support/project-fixtures.ts";
import { copyFixture } from "../support/repository.ts";
import { spoilersOf } from "../support/spoil-fixture.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

/** Two compilers start in each. */
const slow = { timeout: 60_000 };

interface References {
  readonly references: readonly Place[];
  readonly total: number;
  readonly complete: boolean;
  readonly precision: string;
  readonly certificate: { readonly unexplained: readonly { path: string; reason: string }[] };
}

/**
 * TypeScript 7 no longer types `module.exports.sorted = …` after `module.exports = describe`, which 5.9 did. It says that it
 * does not know, and so do we.
 */
function isUnseen({ path, line, column }: Place): boolean {
  return path === "bin/appraise.js" && line === 12 && column > 50;
}

/** Its API names no symbol for a quoted name in a pattern: `const { "keep-warm": keepWarm } = fields`. */
const openFiles: Readonly<Record<string, readonly string[]>> = {
  "keep-warm": ["post/forms/fields.ts"],
};

async function ask(server: StartedServer, at: Place): Promise<References> {
  const result = await server.call("find_references", { ...at, limit: 500, max_chars: 30_000 });
  // The schema of the tool says so, and the client has checked it.
  return result.structuredContent as References;
}

describe.each(projectFixtures)("find_references in $name", (fixture) => {
  let server: StartedServer;
  let root: string;

  beforeAll(async () => {
    root = await copyFixture(fixture.name);
    server = await startServer({ root });
  }, slow.timeout);

  afterAll(async () => {
    await server.close();
  });

  it("finds what the classic compiler finds over all files, and proves it", slow, async () => {
    const { symbols } = fixture;
    const answers = new Map<string, References>();
    for (const symbol of symbols) {
      const at = placeOf(root, symbol);
      answers.set(keyOf(at), await ask(server, at));
    }
    const linked = await copyFixture(fixture.name);
    await linkPackages(linked, fixture);
    for (const { name, at, references: truth } of classicTruth(linked, fixture)) {
      const answer = answers.get(keyOf(at));
      const unseen = [
        ...truth.filter(isUnseen).map(({ path }) => path),
        ...(openFiles[name] ?? []),
      ];
      expect(answer?.references.map(keyOf).toSorted(), name).toEqual(
        truth
          .filter((place) => !isUnseen(place))
          .map(keyOf)
          .toSorted(),
      );
      expect(answer?.precision).toBe("exact");
      const open = answer?.certificate.unexplained.map(({ path }) => path);
      expect(open, name).toEqual(unseen);
      expect(answer?.complete, name).toBe(unseen.length === 0);
    }
  });

  it.each(spoilersOf(fixture))(
    "with $title says whether it can prove it",
    slow,
    async (spoiler) => {
      const before = await ask(server, placeOf(root, fixture.spoilt.symbol));
      const path = await spoiler.spoil(root);
      const after = await ask(server, placeOf(root, fixture.spoilt.symbol));
      expect(after.references).toEqual(before.references);
      expect(after.complete).toBe(!spoiler.holdsName);
      expect(after.certificate.unexplained.map((one) => one.path)).toEqual(
        spoiler.holdsName ? [path] : [],
      );
      await writeFile(join(root, path), "export {};\n");
    },
  );
});

/** Symbols that others name otherwise, so that their files do not hold the word. */
const renamed = [
  ["typescript-solution", "class «Till»"],
  ["typescript-no-root", "function «openOven»"],
  ["typescript-references", "class «Crate»"],
  ["typescript-no-install", "class «Hawser»"],
  ["javascript-shop-commonjs", "«Curio»"],
] as const;

it.each(renamed)("a cold server finds all of %s %s", slow, async (name, text) => {
  const fixture = projectFixtures.find((one) => one.name === name);
  const symbol = fixture?.symbols.find((one) => one.text.includes(text));
  if (fixture === undefined || symbol === undefined) {
    throw new Error(`${name} has no ${text}.`);
  }
  const root = await copyFixture(name);
  const server = await startServer({ root });
  const answer = await ask(server, placeOf(root, symbol));
  await server.close();
  await linkPackages(root, fixture);
  const [truth] = classicTruth(root, { ...fixture, symbols: [symbol] });
  expect(answer.references.map(keyOf).toSorted()).toEqual(truth?.references.map(keyOf).toSorted());
  expect(answer.complete).toBe(true);
});
