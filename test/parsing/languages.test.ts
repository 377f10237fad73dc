import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { languageOfPath, languages } from "../../src/languages/index.ts";
import { packageRoot } from "../support/package-root.ts";
import { shelf } from "./text-facts.ts";

const folder = join(packageRoot, "src", "languages");

test("every query file belongs to a language, and every language has its files", () => {
  const queries = languages.flatMap(({ id, queries: names }) => names ?? [id]);
  const files = readdirSync(folder).filter((name) => name.endsWith(".scm"));
  expect(files.toSorted()).toEqual([...new Set(queries)].map((name) => `${name}.scm`).toSorted());
  for (const { id, grammar } of languages) {
    expect(existsSync(join(packageRoot, "dist", "grammars", grammar)), grammar).toBe(true);
    expect(existsSync(join(folder, `${id}.ts`)), `${id}.ts`).toBe(true);
  }
});

test("ids, endings and file names are told apart", () => {
  for (const names of [
    languages.map(({ id }) => id),
    languages.flatMap(({ extensions }) => extensions),
    languages.flatMap(({ filenames }) => filenames),
  ]) {
    expect(names).toEqual([...new Set(names)]);
  }
});

test.each(languages)("$title has a fixture", ({ id }) => {
  const files = readdirSync(join(packageRoot, "fixtures", id), { recursive: true });
  expect(files.map((file) => languageOfPath(String(file))?.id)).toContain(id);
});

test.each(languages)("the query of $title uses only what is written down", async (language) => {
  const { query } = await shelf.get(language);
  const written = new Set(
    readFileSync(join(folder, "captures.md"), "utf8").match(/@[\w.]+|set! \w+/gu),
  );
  const text = (language.queries ?? [language.id])
    .map((name) => readFileSync(join(folder, `${name}.scm`), "utf8"))
    .join("\n");
  // What serves a predicate alone, or is skipped, has a name of its own.
  const isOwn = (name: string): boolean =>
    !name.includes(".") &&
    (name.startsWith("_") || new RegExp(`#[\\w-]+\\? @${name}\\b`, "u").test(text));
  const captures = query.captureNames.map((name) =>
    name.replace(/^definition\..*/u, "definition."),
  );
  expect(captures.filter((name) => !written.has(`@${name}`) && !isOwn(name))).toEqual([]);
  const properties = query.setProperties.flatMap((set) => Object.keys(set ?? {}));
  expect(properties.filter((name) => !written.has(`set! ${name.split(".")[0] ?? ""}`))).toEqual([]);
});

const paths: readonly (readonly [path: string, id: string | undefined])[] = [
  ["shop/cart.ts", "typescript"],
  ["shop/cart.d.mts", "typescript"],
  ["shop/CART.TSX", "tsx"],
  ["Jakefile", "javascript"],
  ["shop/cart.ts.txt", undefined],
  ["shop/ts", undefined],
  [".ts", "typescript"],
];

test.each(paths)("%s is %s", (path, id) => {
  expect(languageOfPath(path)?.id).toBe(id);
});
