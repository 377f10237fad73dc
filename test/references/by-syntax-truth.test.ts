import { expect, test } from "vitest";

import { findBySyntax } from "../../src/references/by-syntax.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";
import { task } from "../parsing/built-parsing.ts";
import { keyOf, openClassicService } from "../support/classic-language-service.ts";
import { nameOf, placeOf } from "../support/marked-symbol.ts";
import { projectFixtures } from "../support/project-fixtures.ts";
import { copyFixture } from "../support/repository.ts";
import { openRoot } from "./by-syntax-repository.ts";

/** Each holds packages, aliases, default exports and names that mean several things. */
const fixtures = new Set(["typescript-exports", "typescript-no-install"]);

test.each(projectFixtures.filter(({ name }) => fixtures.has(name)))(
  "what scopes and imports prove agrees with the compiler: $name",
  { timeout: 30_000 },
  async ({ name, symbols, compilerOptions }) => {
    const root = await copyFixture(name);
    const repository = await openRoot(root);
    const { files } = (await repository.current(task())).tree;
    const sources = [...files.keys()].filter((path) => /\.tsx?$/u.test(path));
    const service = openClassicService({ root, files: sources, compilerOptions });
    const wrong: string[] = [];
    for (const symbol of symbols) {
      const place = placeOf(root, symbol);
      const truth = new Set(service.referencesAt(place.path, place.line, place.column).map(keyOf));
      const target = {
        ...place,
        path: asRepoPath(place.path),
        name: nameOf(symbol),
        kind: "local",
      } as const;
      const found = await findBySyntax(repository, target, task());
      const proved = found.references.filter(
        ({ precision = found.precision }) => precision === "scoped",
      );
      const known = new Set([...found.references, ...found.mentions].map(keyOf));
      wrong.push(
        ...proved
          .map(keyOf)
          .filter((key) => !truth.has(key))
          .map((key) => `${symbol.text}: not ${key}`),
        ...[...truth]
          .filter((key) => found.complete && !known.has(key))
          .map((key) => `${symbol.text}: lost ${key}`),
      );
    }
    service.close();
    expect(wrong).toEqual([]);
  },
);
