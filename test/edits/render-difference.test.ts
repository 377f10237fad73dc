import { expect, test } from "vitest";

import { renderDifference } from "../../src/edits/render-difference.ts";

function rendered(expected: string, actual: string | undefined): string {
  return renderDifference({
    patchLine: 3,
    expected,
    kind: "text",
    ...(actual !== undefined && { actual, fileLine: 216 }),
  }).join("\n");
}

test("blanks can be told apart", () => {
  expect(rendered("    const x = 1;", "\tconst x = 1; \r")).toMatchInlineSnapshot(`
    "  yours    ····const·x·=·1;
      file 216 →const·x·=·1;·␍"
  `);
});

test("characters that look alike are told by their code points", () => {
  expect(rendered("a - b", "a – b")).toMatchInlineSnapshot(`
    "  yours    a·-·b
      file 216 a·–·b  (yours U+002D, file U+2013)"
  `);
});

test("an empty line and a missing one are told", () => {
  expect(rendered("total", "")).toMatchInlineSnapshot(`
    "  yours    total
      file 216 (empty line)"
  `);
  expect(rendered("total", undefined)).toMatchInlineSnapshot(`
    "  yours total
      file  (no such line)"
  `);
});

test("a long line is shown where it differs", () => {
  const long = "price, ".repeat(60);
  expect(rendered(`${long}cents${long}`, `${long}euros${long}`)).toMatchInlineSnapshot(`
    "  yours    …ice,·price,·price,·price,·price,·price,·centsprice,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·pri…
      file 216 …ice,·price,·price,·price,·price,·price,·eurosprice,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·price,·pri…"
  `);
});
