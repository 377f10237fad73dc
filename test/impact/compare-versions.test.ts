import { beforeAll, describe, expect, test } from "vitest";
import { compareVersions } from "../../src/impact/compare-versions.ts";
import { languageOfPath } from "../../src/languages/index.ts";
import { qualifiedName } from "../../src/parsing/bind-name.ts";
import type { Parsing } from "../../src/parsing/parsing.ts";
import { openBuiltParsing, task } from "../parsing/built-parsing.ts";
import { temporaryFolder } from "../support/repository.ts";

let parsing: Parsing;

beforeAll(async () => {
  parsing = await openBuiltParsing(await temporaryFolder());
});

/** What is told of two versions of a file: `name change`, and `module` when something outside of definitions changed. */
async function compared(path: string, before: string, after: string): Promise<readonly string[]> {
  const texts = [
    { path, text: before },
    { path, text: after },
  ];
  const [was, is] = await parsing.textFacts(texts, task());
  const language = languageOfPath(path);
  if (
    was === undefined ||
    is === undefined ||
    "unparsed" in was ||
    "unparsed" in is ||
    language === undefined
  ) {
    throw new Error("It was not parsed.");
  }
  const { definitions, module } = compareVersions(
    { facts: was, text: before },
    { facts: is, text: after },
    language,
  );
  return [
    ...definitions.map(({ definition, change }) => `${qualifiedName(definition)} ${change}`),
    ...(module ? ["module"] : []),
  ];
}

const shop = `import { tax } from "./tax";

export class Shop extends Base {
  limit = 3;
  open(): void {
    tax();
  }
}

export const rates = { low: 7, high: 19 };

export function price(net: number): number {
  function round(cents: number): number {
    return Math.round(cents);
  }
  return round(net * tax());
}

start();
`;

describe("a change is told of the innermost definition and nothing else", () => {
  test.each<readonly [string, string, string, readonly string[]]>([
    ["nothing", "", "", []],
    ["a body", "tax();\n", "tax(1);\n", ["Shop.open modified"]],
    ["an inner function", "Math.round", "Math.floor", ["price.round modified"]],
    ["what is around an inner function", "return round", "return 1 + round", ["price modified"]],
    ["a head", "open(): void", "open(at: number): void", ["Shop.open signature"]],
    ["the head of a container", "extends Base", "extends Other", ["Shop signature"]],
    ["an added member", "  open()", "  close(): void {}\n  open()", ["Shop.close added"]],
    ["a removed member", "  limit = 3;\n", "", ["Shop.limit removed"]],
    ["a value", "limit = 3", "limit = 4", ["Shop.limit modified"]],
    ["a type", "limit = 3", "limit: number = 3", ["Shop.limit signature"]],
    ["white space between members", "  open()", "\n\n  open()", []],
    ["a comment before a member", "  open()", "  // At nine.\n  open()", []],
    ["documentation", "export function", "/** In cents. */\nexport function", []],
    ["an export that is gone", "export function price", "function price", ["price signature"]],
    ["a statement", "start();", "start(1);", ["module"]],
    ["a comment between statements", "start();", "// Now.\nstart();", []],
    ["line ends", "\n", "\r\n", []],
    ["an added name of an import", "{ tax }", "{ tax, duty }", []],
    ["an added import", "import { tax", 'import { a } from "./a";\nimport { tax', []],
    ["an added import of effects", "import { tax", 'import "./a";\nimport { tax', ["module"]],
    ["where a name comes from", '"./tax"', '"./duty"', ["module"]],
    ["a name that is still used", 'import { tax } from "./tax";\n', "", ["module"]],
    ["what a name stands for", "{ tax }", "{ duty as tax }", ["module"]],
  ])("%s", async (_, from, to, expected) => {
    const after = from === "\n" ? shop.replaceAll(from, to) : shop.replace(from, to);
    expect(await compared("shop.ts", shop, after)).toEqual(expected);
  });
});

test("what came or went with its container is not told by itself", async () => {
  const before = "class Shop:\n    def open(self):\n        pass\n";
  const after = "class Market:\n    def open(self):\n        pass\n";
  expect(await compared("shop.py", before, after)).toEqual(["Market added", "Shop removed"]);
});

test("methods that stand outside of their type are compared, too", async () => {
  const before = "package shop\n\ntype Shop struct{}\n\nfunc (s Shop) Open() int { return 1 }\n";
  expect(await compared("shop.go", before, before.replace("return 1", "return 2"))).toEqual([
    "Shop.Open modified",
  ]);
  expect(
    await compared("shop.go", before, before.replace("package", "//go:build linux\n\npackage")),
  ).toEqual(["module"]);
});

test("an overload that is added changes the signature", async () => {
  const before =
    "export function price(net: string): number;\nexport function price(net: unknown): number {\n  return 1;\n}\n";
  const after = `export function price(net: number): number;\n${before}`;
  expect(await compared("price.ts", before, after)).toEqual(["price signature"]);
});
