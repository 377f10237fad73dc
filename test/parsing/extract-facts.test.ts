import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { javascript } from "../../src/languages/javascript.ts";
import { tsx } from "../../src/languages/tsx.ts";
import { typescript } from "../../src/languages/typescript.ts";
import { parseFacts } from "../../src/parsing/parse-text.ts";
import { definitionLines } from "../languages/facts-of.ts";
import { packageRoot } from "../support/package-root.ts";
import { shelf, textFacts } from "./text-facts.ts";

const cart = readFileSync(join(packageRoot, "fixtures", "typescript", "src", "cart.ts"), "utf8");

test("broken source still has facts, and says that it is broken", async () => {
  const facts = await textFacts(
    typescript,
    "export class Cart {\n  add(line: Line {\n    return 1;\n  }\n}\n\nexport function pay(): void {}\n",
  );
  expect(facts.syntaxErrors).toBeGreaterThan(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "class Cart exported 1-5 export class Cart
    method Cart.add exported 2-4 add(line: Line
    function pay exported 7-7 export function pay(): void"
  `);
});

test("errors are counted to a hundred", async () => {
  const facts = await textFacts(typescript, "const = ;\n".repeat(300));
  expect(facts.syntaxErrors).toBe(100);
});

test("columns are UTF-16 units and lines end with \\n, also after \\r", async () => {
  const { definitions, lines } = await textFacts(
    typescript,
    "/* 🛒 */ const cart = 1;\r\nlet 数量 = 2;\r\n",
  );
  expect(lines).toBe(2);
  expect(definitions.map(({ name, nameRange }) => [name, nameRange])).toEqual([
    ["cart", { line: 1, column: 16, endLine: 1, endColumn: 20 }],
    ["数量", { line: 2, column: 5, endLine: 2, endColumn: 7 }],
  ]);
});

test("names without the quotes around them, with their place", async () => {
  const { definitions } = await textFacts(typescript, 'interface Headers { "x-cart"(): void }');
  expect(definitions[1]).toMatchObject({
    name: "x-cart",
    nameRange: { line: 1, column: 22, endLine: 1, endColumn: 28 },
  });
});

test("the range of a definition begins at its decorators, its first line at its documentation", async () => {
  const source = "class Cart {\n  /** Pays. */\n  @logged()\n  @retried\n  pay() {}\n}\n";
  const { definitions } = await textFacts(typescript, source);
  expect(definitions[1]).toMatchObject({
    name: "pay",
    doc: "Pays.",
    signature: "pay()",
    startLine: 2,
    range: { line: 3, column: 3, endLine: 5, endColumn: 11 },
  });
});

const documented: readonly (readonly [string, string, string | undefined])[] = [
  ["a run of line comments", "// Pays\n// at once.\nfunction pay() {}", "Pays\nat once."],
  [
    "the nearest block comment only",
    "/* License */\n/**\n * Pays.\n */\nfunction pay() {}",
    "Pays.",
  ],
  ["no comment behind code", "const a = 1; // a\nfunction pay() {}", undefined],
  ["no comment with a blank line between", "// Section\n\nfunction pay() {}", undefined],
];

test.each(documented)("documentation is %s", async (_, source, doc) => {
  const { definitions } = await textFacts(typescript, source);
  expect(definitions.find(({ name }) => name === "pay")?.doc).toBe(doc);
});

test("a signature is cut at 300 characters, documentation at 600", async () => {
  const source = `/** ${"word ".repeat(500)} */\nfunction pay(${"amount: number, ".repeat(100)}) {}`;
  const { definitions } = await textFacts(typescript, source);
  expect(definitions[0]?.signature).toHaveLength(300);
  expect(definitions[0]?.doc).toHaveLength(600);
});

test("several names of one statement stand side by side, each exported", async () => {
  const facts = await textFacts(typescript, "export const open = { run() {} }, closed = 2;\n");
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "constant open exported 1-1 export const open = { run() {} }
    method open.run exported 1-1 run()
    constant closed exported 1-1 export const closed = 2"
  `);
});

test.each([typescript, tsx, javascript])(
  "any text parses as $title without throwing",
  async (language) => {
    const facts = await textFacts(language, "");
    expect(facts).toMatchObject({ lines: 0, definitions: [], imports: [], scopes: [] });
    const pieces = fc.array(
      fc.oneof(fc.string(), fc.constantFrom(...cart.split(/(?<=[\s(){}])/u))),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (texts) => {
        const text = texts.join("");
        const { definitions } = await textFacts(language, text);
        const lines = text.split("\n");
        for (const { name, nameRange } of definitions) {
          const there = lines[nameRange.line - 1]?.slice(nameRange.column - 1);
          expect(there?.startsWith(name.split("\n")[0] ?? "")).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  },
);

const hostile: readonly (readonly [what: string, source: string])[] = [
  ["functions in functions", "function f() {".repeat(3000)],
  ["objects in objects", "x = " + "{a:".repeat(1500) + "1" + "}".repeat(1500)],
  ["objects that never end", "({a:".repeat(5000)],
  ["brackets that never close", "[".repeat(6000)],
  ["comparisons or type arguments", "a<".repeat(8000)],
  ["templates in templates", "`${".repeat(3000)],
  ["decorators", "class A { @d ".repeat(1000)],
  ["a decorator of a megabyte", `class A { @${"d".repeat(1_000_000)} pay() {} }`],
  ["patterns in patterns", "const {a: [".repeat(2000)],
  ["a comment of spaces", `/*${" ".repeat(1_000_000)}x*/\nfunction pay() {}`],
  ["comments above many names", `${"// x\n".repeat(5000)}${"let a;".repeat(5000)}`],
  ["names in one statement", `let ${"a, ".repeat(15_000)}b`],
  ["line ends before members", "\n[".repeat(6000)],
  ["blank lines and comments before members", `${"\n\n// x\n".repeat(20_000)}(`],
];

// The limit of five seconds on one file, and some for a machine that is busy.
test.each(hostile)("%s do not hold a thread", { timeout: 20_000 }, async (_, source) => {
  const grammar = await shelf.get(typescript);
  const started = performance.now();
  parseFacts(grammar, source, "");
  expect(performance.now() - started).toBeLessThan(10_000);
});
