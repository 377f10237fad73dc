import { describe, expect, test } from "vitest";

import { compareParameters } from "../../src/review/compare-parameters.ts";
import { countArguments } from "../../src/review/count-arguments.ts";
import { type Parameter, parametersOf } from "../../src/review/parameters.ts";

describe("parameters are read of signatures", () => {
  test.each<readonly [family: string, name: string, signature: string, found: string | undefined]>([
    ["ecmascript", "total", "export function total<T extends (a: 1) => 2>(a: T): T", undefined],
    [
      "ecmascript",
      "total",
      "export function total(a: string, b?: Map<string, number>, c = f(1, 2), ...d: number[]): void",
      "a b? c? d*",
    ],
    [
      "ecmascript",
      "total",
      "export const total = async ({ a, b }: Options, list: (x: 1) => 2): Promise<void> =>",
      "{ a, b } list",
    ],
    ["ecmascript", "total", "total(a: string)", "a"],
    [
      "python",
      "total",
      "def total(self, a, /, b: int = 1, *args, c: str, **more) -> int:",
      "a b? args* c more*",
    ],
    ["go", "Total", "func (c *Cart) Total(a, b int, opts ...Option) int", "a b opts*"],
    ["rust", "total", "pub fn total(&mut self, mut a: u32, b: Vec<u8>) -> u32", "a b"],
    [
      "java",
      "total",
      "public int total(final String a, Map<String, Integer> b, int... c)",
      "a b c*",
    ],
    ["c-sharp", "Total", "public int Total(this Cart cart, int a = 1)", "a?"],
    ["ecmascript", "total", "export function total()", ""],
    ["ecmascript", "total", "export function total(a: string, b: {", undefined],
  ])("%s: %s in %s", (family, name, signature, found) => {
    const read = parametersOf({ name, signature }, family);
    const shown = read?.map(
      (one) => `${one.name}${one.isOptional ? "?" : ""}${one.isRest ? "*" : ""}`,
    );
    expect(shown?.join(" ")).toBe(found);
  });
});

function listed(list: string): readonly Parameter[] | undefined {
  return parametersOf({ name: "f", signature: `f${list}` }, "ecmascript");
}

describe("what callers have to follow", () => {
  test.each<readonly [before: string, now: string, what: string | undefined]>([
    ["(a)", "(a, b)", "the parameter b was added without a default"],
    ["(a, b?)", "(a, b)", "the parameter b must be given now"],
    ["(a, b)", "(a)", "the parameter b was removed"],
    ["(a, b)", "(b, a)", "parameters changed places"],
    ["(a)", "(a, b?)", undefined],
    ["(a)", "(a, ...b)", undefined],
    ["(a)", "(b)", undefined],
    ["(a, b)", "(a, b?)", undefined],
  ])("from %s to %s", (before, now, what) => {
    const [old, fresh] = [listed(before), listed(now)];
    expect(old && fresh && compareParameters(old, fresh)?.what).toBe(what);
  });
});

describe("arguments are counted", () => {
  test.each<readonly [call: string, count: number | undefined]>([
    ["f()", 0],
    ["f(a, b)", 2],
    ["f(g(1, 2), [3, 4], { a: 5, b: 6 })", 3],
    ['f("a, b", `c, ${d}`)', 2],
    ["f(\n  a,\n  b,\n)", 2],
    ["f<Map<string, number>>(a)", 1],
    ["f(...all)", undefined],
    ["f(*all)", undefined],
    ["f", undefined],
  ])("of %s", (call, count) => {
    expect(countArguments(`\n  ${call};\n`, 2, 4)).toBe(count);
  });
});
