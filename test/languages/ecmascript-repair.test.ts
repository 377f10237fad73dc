import { expect, test } from "vitest";

import { typescript } from "../../src/languages/typescript.ts";
import { textFacts } from "../parsing/text-facts.ts";

const unknownToTheGrammar: readonly (readonly [what: string, source: string])[] = [
  ["variance", "interface Shelf<in Box, out Item, in out Both> { take(box: Box): Item }"],
  ["variance after a comment", "interface Shelf<\n  /** what it holds */\n  out Item,\n> {}"],
  [
    "call signatures that rely on line ends",
    "const total: {\n  <A>(a: A): A\n  <A, B>(a: A, b: B): B\n  (a: 1): 2\n} = add",
  ],
  [
    "a property called in",
    "interface Parameter {\n  name: string\n  in: 'query'\n  [extra: string]: string\n}",
  ],
  [
    "type arguments of a tagged template",
    "const rows = sql<{ id: number; on: () => void }>`select ${1}`",
  ],
  ["backticks in a template literal type", "type Hint = `Missing \\`Self\\` in ${string}`"],
];

test.each(unknownToTheGrammar)("%s is read without errors", async (_, source) => {
  expect(typescript.repair?.(source)).toHaveLength(source.length);
  expect((await textFacts(typescript, source)).syntaxErrors).toBe(0);
});

const leftAlone: readonly string[] = [
  "\n[first]: nothing stands before it",
  "\n\n// comment\n(first)",
  "(first)",
  "if ((a, out as number) && x /* c */ in y) {}",
  "const list = [\n  [1],\n  [2],\n];",
  "const go = (\n  a: number,\n  // behind a comment\n  (b),\n) => a;",
  "return_(\n  <any>value,\n);",
];

test.each(leftAlone)("%s stays as it is", (source) => {
  expect(typescript.repair?.(source)).toBe(source);
});

test("names and signatures come from the text as it is", async () => {
  const facts = await textFacts(
    typescript,
    "export interface Shelf<out Item> { readonly top: Item }",
  );
  expect(facts.definitions.map(({ signature }) => signature)).toEqual([
    "export interface Shelf<out Item>",
    "readonly top: Item",
  ]);
});
