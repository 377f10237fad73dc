import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { languageOfPath, languages } from "../src/languages/index.ts";
import { tools } from "../tools/index.ts";
import { packageRoot } from "./support/package-root.ts";

describe("everything that exists is listed", () => {
  it("every language file, with its queries, its grammar in the package, and a fixture", () => {
    const folder = join(packageRoot, "src", "languages");
    const withQuery = readdirSync(folder).filter((name) => name.endsWith(".scm"));
    const used = new Set(
      languages.flatMap(({ id, queries = [id] }) => queries.map((query) => `${query}.scm`)),
    );
    expect([...used].toSorted()).toEqual(withQuery.toSorted());
    for (const { id, grammar } of languages) {
      expect(existsSync(join(folder, `${id}.ts`)), `${id}.ts`).toBe(true);
      expect(existsSync(join(packageRoot, "dist", "grammars", grammar)), grammar).toBe(true);
      const fixture = readdirSync(join(packageRoot, "fixtures", id), {
        recursive: true,
        encoding: "utf8",
      });
      expect(
        fixture.some((path) => languageOfPath(path)?.id === id),
        `fixtures/${id}`,
      ).toBe(true);
    }
  });

  it("no two languages claim one ending", () => {
    const endings = languages.flatMap(({ extensions, filenames }) => [...extensions, ...filenames]);
    expect(new Set(endings).size).toBe(endings.length);
  });

  it("every tool file, under the name of its file", () => {
    const files = readdirSync(join(packageRoot, "tools")).filter((name) => name !== "index.ts");
    expect(tools.map(({ name }) => `${name.replaceAll("_", "-")}.ts`).toSorted()).toEqual(
      files.toSorted(),
    );
  });
});
