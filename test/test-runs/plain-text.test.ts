import { expect, test } from "vitest";

import { lineDifference } from "../../src/test-runs/line-difference.ts";
import { plainText } from "../../src/test-runs/plain-text.ts";

test("colours, links, titles and overwritten lines go, text stays", () => {
  expect(
    plainText("\u001B[1;31mred\u001B[0m \u001B]8;;https://evil\u0007link\u001B]8;;\u0007"),
  ).toBe("red link");
  expect(plainText("10 %\r50 %\r100 %\nnext\r\nlast\r")).toBe("100 %\nnext\nlast");
  expect(plainText("\u009B2Jclear \u001B(Bset")).toBe("clear set");
});

test("a hostile text takes no time", () => {
  const begun = performance.now();
  for (const text of ["\u001B]".repeat(2e5), "\u001B[".repeat(2e5), "x\r".repeat(2e5)]) {
    plainText(text);
  }
  expect(performance.now() - begun).toBeLessThan(1000);
});

test("only lines that differ are shown, with a line around them", () => {
  expect(lineDifference("a\nb\nc\nd", "a\nb\nx\nd")).toBe("  b\n- c\n+ x\n  d");
  expect(lineDifference("a", "b")).toBe("- a\n+ b");
  expect(lineDifference("a\nb", "a\nb\nb")).toBe("  b\n+ b");
  expect(lineDifference("", "a")).toBe("- \n+ a");
});
