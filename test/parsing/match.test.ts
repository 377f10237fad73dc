import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { languageOfId } from "../../src/languages/index.ts";
import { matchText } from "../../src/parsing/match-tree.ts";
import { packageRoot } from "../support/package-root.ts";
import { makeRepository } from "../support/repository.ts";
import { openBuiltParsing, paths, task } from "./built-parsing.ts";
import { shelf } from "./text-facts.ts";

/** `matched text {captures}` for every match. */
async function found(
  language: string,
  pattern: string,
  text: string,
): Promise<readonly string[] | "not read"> {
  const known = languageOfId(language);
  const grammar = known && (await shelf.get(known));
  const read = grammar && shelf.patternFor(grammar, pattern);
  if (grammar === undefined || read === undefined) {
    return "not read";
  }
  const lines = text.split("\n");
  return (matchText(grammar, read, { text, limit: 50 })?.matches ?? []).map(
    ({ range, captures }) => {
      const first = lines[range.line - 1] ?? "";
      const matched = first.slice(
        range.column - 1,
        range.line === range.endLine ? range.endColumn - 1 : undefined,
      );
      const names = Object.entries(captures).map(([name, bound]) => `${name}=${bound}`);
      return [matched, ...names].join(" | ");
    },
  );
}

const typescriptCases: readonly (readonly [
  pattern: string,
  text: string,
  expected: readonly string[],
])[] = [
  ["pay($A)", "pay(1); pay(1, 2); pay(); other(1); this.pay(1);", ["pay(1) | A=1"]],
  [
    "pay($A, $$$REST)",
    "pay(1); pay(1, 2, 3)",
    ["pay(1) | A=1 | REST=", "pay(1, 2, 3) | A=1 | REST=2, 3"],
  ],
  ["$F($$$)", "a(b(1))", ["a(b(1)) | F=a", "b(1) | F=b"]],
  ["$A === $A", "x === x; x === y; a.b === a.b", ["x === x | A=x", "a.b === a.b | A=a.b"]],
  ["$_ === $_", "x === x; x === y", ["x === x", "x === y"]],
  ["[$$$, $A, $$$, $A, $$$]", "[1, 2, 3]; [1, 2, 3, 2]", ["[1, 2, 3, 2] | A=2"]],
  [
    "merge([$$$, $A, $$$], $A)",
    "merge([1, 2, 3], 2); merge([1], 2)",
    ["merge([1, 2, 3], 2) | A=2"],
  ],
  ["a + b", "a - b; a /* sum */ + b", ["a /* sum */ + b"]],
  ["const $N = $V", "const a = 1; let b = 2;", ["const a = 1; | N=a | V=1"]],
  ["if ($C) { $$$ }", "if (a) {}\nif (b) { c(); d(); } else {}", ["if (a) {} | C=a"]],
  ["{ kind: $K }", 'type A = { kind: "a" }; f({ kind: "b" })', ['{ kind: "b" } | K="b"']],
  ["kind: $K", "class A { kind: Kind }", ["kind: Kind | K=Kind"]],
  ["Array<$T>", "let a: Array<Cart>;", ["Array<Cart> | T=Cart"]],
  [
    "get $N(): $T { $$$ }",
    "class A { get size(): number { return 1 } size(): void {} }",
    ["get size(): number { return 1 } | N=size | T=number"],
  ],
  ["open($F); close($F)", "open(a); close(a); open(b); close(c);", ["open(a); close(a); | F=a"]],
  [
    'import { $$$, pay, $$$ } from "$S"',
    'import { a, pay } from "./till.ts"',
    ['import { a, pay } from "./till.ts" | S=./till.ts'],
  ],
];

describe("syntax patterns in TypeScript", () => {
  test.each(typescriptCases)("%s", async (pattern, text, expected) => {
    expect(await found("typescript", pattern, text)).toEqual(expected);
  });
});

const otherLanguages: readonly (readonly [
  language: string,
  pattern: string,
  text: string,
  expected: readonly string[],
])[] = [
  ["python", "def $F($$$): $$$", "def pay(a, b):\n  return a", ["def pay(a, b): | F=pay"]],
  [
    "go",
    "if err != nil { return $X }",
    "package shop\nfunc f() error {\nif err != nil { return err }\n}",
    ["if err != nil { return err } | X=err"],
  ],
  [
    "rust",
    "let $X = $Y",
    "fn f() { let a = b.unwrap(); }",
    ["let a = b.unwrap(); | X=a | Y=b.unwrap()"],
  ],
  [
    "java",
    "try { $$$ } catch ($E $N) { $$$ }",
    "class A { void f() { try { g(); } catch (Error e) { } } }",
    ["try { g(); } catch (Error e) { } | E=Error | N=e"],
  ],
  [
    "c-sharp",
    "if ($C) { $$$ }",
    "class A { void F() { if (a) { G(); H(); } } }",
    ["if (a) { G(); H(); } | C=a"],
  ],
  [
    "tsx",
    "<Basket $$$PROPS />",
    "const a = <Basket id={1} open />",
    ["<Basket id={1} open /> | PROPS=id={1} open"],
  ],
];

test.each(otherLanguages)("syntax pattern in %s: %s", async (language, pattern, text, expected) => {
  expect(await found(language, pattern, text)).toEqual(expected);
});

test.each(["", "$A", "$$$", "pay(", "$A $B $C ("])("no pattern: %s", async (pattern) => {
  expect(await found("typescript", pattern, "pay(1)")).toBe("not read");
});

test("a pattern with many ways to match ends, and says that it gave up", async () => {
  const language = languageOfId("typescript");
  const grammar = language && (await shelf.get(language));
  const pattern =
    grammar && shelf.patternFor(grammar, "[$$$, $A, $$$, $B, $$$, $A, $$$, $B, $$$, nothing]");
  const text = `[${Array.from({ length: 400 }, (_, index) => `a${index}`).join(",")}, nothing]`;
  expect(grammar && pattern && matchText(grammar, pattern, { text, limit: 5 })).toEqual({
    matches: [],
    complete: false,
  });
});

const cart = readFileSync(join(packageRoot, "fixtures", "typescript", "src", "cart.ts"), "utf8");

test("files are searched in threads, in their order and up to the limit", async () => {
  const names = Array.from(
    { length: 30 },
    (_, index) => `shop/cart-${String(index).padStart(2, "0")}.ts`,
  );
  const parsing = await openBuiltParsing(
    await makeRepository({
      ...Object.fromEntries(names.map((name) => [name, cart])),
      "till.py": "pay(1)",
    }),
  );
  const request = { pattern: "Object.freeze($X)", limit: 20 };
  const answer = await parsing.match(request, paths(...names, "till.py"), task());
  expect({ ...answer, files: [...answer.files.keys()] }).toEqual({
    files: names.slice(0, 20),
    languages: ["typescript", "python"],
    unreadIn: [],
    unparsed: new Map(),
    complete: false,
  });
  expect([...answer.files.values()][0]).toEqual([
    { range: { line: 82, column: 3, endLine: 82, endColumn: 24 }, captures: { X: "target" } },
  ]);
});

test("a pattern that is no code of any language is refused with what to do", async () => {
  const parsing = await openBuiltParsing(await makeRepository({ "cart.ts": cart }));
  await expect(
    parsing.match({ pattern: "if (", limit: 5 }, paths("cart.ts"), task()),
  ).rejects.toMatchObject({
    code: "PATTERN_NOT_PARSED",
    message: "The pattern cannot be read as code of TypeScript.",
  });
  await expect(
    parsing.match({ pattern: "pay()", language: "cobol", limit: 5 }, paths("cart.ts"), task()),
  ).rejects.toMatchObject({ code: "UNKNOWN_LANGUAGE" });
});
