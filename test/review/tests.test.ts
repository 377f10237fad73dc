import { describe, expect, test } from "vitest";

import { findInTests } from "../../src/review/find-in-tests.ts";
import { findSwitchedTests } from "../../src/review/find-switched-tests.ts";
import { added, brief, changed } from "./lines.ts";

describe("tests switched off, or alone", () => {
  test.each<[path: string, text: string, found: string[], before?: string]>([
    ["a.test.ts", 'it.skip("adds", () => {});\n', ["medium skipped-test 1"]],
    ["a.test.ts", 'xit("adds", () => {});\n', ["medium skipped-test 1"]],
    ["a.test.ts", 'describe.only("cart", () => {});\n', ["high focused-test 1"]],
    ["a.test.ts", 'fit("adds", () => {});\n', ["high focused-test 1"]],
    ["test_a.py", "@pytest.mark.skip\ndef test_a():\n    pass\n", ["medium skipped-test 1"]],
    ["a_test.go", "func TestA(t *testing.T) {\n\tt.Skip()\n}\n", ["medium skipped-test 2"]],
    ["tests/a.rs", "#[test]\n#[ignore]\nfn a() {}\n", ["medium skipped-test 2"]],
    ["ATest.java", "@Disabled\n@Test void a() {}\n", ["medium skipped-test 1"]],
    ["a.test.ts", 'it.skipIf(windows)("adds", () => {});\n', []],
    ["a.test.ts", "model.fit(data);\n", []],
    ["a.test.ts", 'expect(text).toBe("it.only(");\n', []],
    ["test_a.py", "@pytest.mark.skipif(WINDOWS, reason='')\ndef test_a():\n    pass\n", []],
    ["a_test.go", "if testing.Short() {\n\tt.Skip()\n}\n", []],
    ["a.test.ts", 'it.skip("adds all", () => {});\n', [], 'it.skip("adds", () => {});\n'],
  ])("%s: %j", (path, text, found, before = "") => {
    expect(brief(findSwitchedTests(added(path, text, before)))).toEqual(found);
  });
});

const two = `test("adds", () => {
  expect(total([1])).toBe(1);
  expect(total([])).toBe(0);
});

test("rounds", () => {
  expect(round(1.4)).toEqual({ cents: 1 });
});
`;

describe("tests that are gone or hold less", () => {
  test.each<readonly [what: string, now: string | null, found: readonly string[]]>([
    [
      "an assertion is gone",
      two.replace(/ {2}expect\(total\(\[\]\).*\n/u, ""),
      ["medium assertion-removed 1"],
    ],
    [
      "an expectation is looser",
      two.replace("toEqual({ cents: 1 })", "toBeDefined()"),
      ["medium expectation-loosened 7"],
    ],
    ["a test is gone", two.slice(0, two.indexOf("\ntest(")), ["medium test-removed 6"]],
    ["the file is gone", null, ["medium test-removed 1"]],
    ["a test is renamed", two.replace('"rounds"', '"rounds down"'), []],
    ["another value is expected", two.replace("toBe(1)", "toBe(2)"), []],
    [
      "a test is split",
      two.replace("  expect(total([]))", '});\n\ntest("is empty", () => {\n  expect(total([]))'),
      [],
    ],
    [
      "tests change places",
      `${two.slice(two.indexOf('test("rounds'))}\n${two.slice(0, two.indexOf("\ntest("))}`,
      [],
    ],
  ])("%s", (_what, now, found) => {
    expect(brief(findInTests([changed("cart.test.ts", two, now)]))).toEqual(found);
  });

  test.each<readonly [path: string, before: string, now: string]>([
    ["test_a.py", "    assert total(1) == 5\n", "    assert total(1)\n"],
    ["test_a.py", "    self.assertEqual(total, 5)\n", "    self.assertTrue(total)\n"],
    ["a_test.go", "\trequire.Equal(t, 5, total)\n", "\trequire.NotNil(t, total)\n"],
    ["a.test.ts", "  assert.strictEqual(total, 5);\n", "  assert.ok(total);\n"],
    [
      "a.test.ts",
      "  expect(a).toEqual({ b: 1 });\n",
      "  expect(a).toEqual({ b: expect.any(Number) });\n",
    ],
    ["a.test.ts", '  expect(f).toThrow("no lamp");\n', "  expect(f).toThrow();\n"],
  ])("an expectation is looser in %s: %j, %j", (path, before, now) => {
    expect(brief(findInTests([changed(path, before, now)]))).toEqual([
      "medium expectation-loosened 1",
    ]);
    expect(brief(findInTests([changed(path, now, before)]))).toEqual([]);
  });

  test("a snapshot is rewritten with the code", () => {
    const snapshot = changed("__snapshots__/a.snap", "1\n", "2\n");
    expect(brief(findInTests([snapshot, changed("a.ts", "f(1);\n", "f(2);\n")]))).toEqual([
      "low snapshot-rewritten 1",
    ]);
    expect(brief(findInTests([snapshot]))).toEqual([]);
  });

  test("tests go with the code that they tested", () => {
    const code =
      "export function total() {\n  const a = 1;\n  const b = 2;\n  const c = 3;\n  return a + b + c;\n}\n";
    expect(
      brief(findInTests([changed("cart.test.ts", two, null), changed("cart.ts", code, null)])),
    ).toEqual(["low test-removed 1"]);
  });
});
