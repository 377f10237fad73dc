import { expect, vi } from "vitest";

import { minitest } from "../../src/frameworks/minitest.ts";
import { rspec } from "../../src/frameworks/rspec.ts";
import {
  copyProject,
  linesOf,
  makeProject,
  ranOf,
  runFramework,
} from "../support/run-framework.ts";
import { testWith } from "../support/test-with.ts";

vi.setConfig({ testTimeout: 60_000 });

const withRspec = testWith("rspec");
const withRuby = testWith("ruby");

withRspec("rspec: every example with its place and reason", async () => {
  const { report, exitCode, stdout } = await runFramework(rspec, await copyProject("tests-rspec"));
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "failed spec/cart_spec.rb:12 Cart fails with a difference (RSpec::Expectations::ExpectationNotMetError: expected: {:name=>"tea", :price=>4} @ spec/cart_spec.rb:13)",
      "failed spec/cart_spec.rb:16 Cart throws in the source (ArgumentError: no price in "tea" @ lib/cart.rb:8)",
      "failed spec/cart_spec.rb:32 Cart sums 2 to 3 [a+b] (RSpec::Expectations::ExpectationNotMetError: expected: 3 @ spec/cart_spec.rb:33)",
      "failed spec/cart_spec.rb:37 Cart counts several failures (RSpec::Expectations::ExpectationNotMetError: expected: 2 @ spec/cart_spec.rb:38)",
      "passed spec/cart_spec.rb:32 Cart sums 1 to 1 [a+b]",
      "passed spec/cart_spec.rb:5 Cart.total sums",
      "passed spec/cart_spec.rb:9 ./spec/cart_spec.rb[1:1:2]",
      "skipped spec/cart_spec.rb:20 Cart is skipped",
      "todo spec/cart_spec.rb:24 Cart is to be written",
      "todo spec/cart_spec.rb:26 Cart is known to fail",
    ]
  `);
  expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  const differs = report.tests.find(({ name }) => name.endsWith("fails with a difference"));
  expect(differs?.failures).toMatchInlineSnapshot(`
    [
      {
        "actual": "{:name=>"tea", :price=>3}",
        "diff": "@@ -1,3 +1,3 @@
     :name => "tea",
    -:price => 4,
    +:price => 3,",
        "expected": "{:name=>"tea", :price=>4}",
        "frames": [
          {
            "function": "block (2 levels) in <top (required)>",
            "line": 13,
            "path": "spec/cart_spec.rb",
          },
        ],
        "message": "expected: {:name=>"tea", :price=>4}
         got: {:name=>"tea", :price=>3}

    (compared using ==)",
        "type": "RSpec::Expectations::ExpectationNotMetError",
      },
    ]
  `);
});

withRspec("rspec: names, places and files select", async () => {
  const project = await copyProject("tests-rspec");
  const part = await runFramework(rspec, project, {
    names: ["Cart sums 2 to 3 [a+b]", "./spec/cart_spec.rb[1:1:2]"],
  });
  expect(ranOf(part.report)).toMatchInlineSnapshot(`
    [
      "spec/cart_spec.rb ./spec/cart_spec.rb[1:1:2]",
      "spec/cart_spec.rb Cart sums 2 to 3 [a+b]",
    ]
  `);
  const file = await runFramework(rspec, project, { files: ["broken/broken_spec.rb"] });
  expect(linesOf(file.report)).toMatchInlineSnapshot(`
    [
      "error broken/broken_spec.rb An error occurred while loading ./broken/broken_spec.rb.",
    ]
  `);
});

withRspec("rspec: what is green in its exit code alone is not green in its report", async () => {
  const project = await makeProject({
    "spec/till_spec.rb":
      'RSpec.describe "till" do\n  it("exits") { exit(0) }\n  it("never runs") { raise }\nend\n',
  });
  const exits = await runFramework(rspec, project, {
    detected: { because: "a test", configured: ["rspec", "--order", "defined"] },
  });
  expect(exits.exitCode).toBe(0);
  expect(exits.report).toMatchObject({ ended: false, started: 1, tests: [] });
  const nothing = await runFramework(rspec, project, { names: ["no such example"] });
  expect(nothing.report.tests).toEqual([]);
});

withRuby(
  "minitest: every test with its place and reason, also beside a file that cannot be loaded",
  async () => {
    const { report, exitCode } = await runFramework(minitest, await copyProject("tests-minitest"));
    expect(linesOf(report)).toMatchInlineSnapshot(`
      [
        "error test/broken_test.rb LoadError: cannot load such file -- no_such_warehouse",
        "failed test/cart_test.rb:12 CartTest#test_throws_in_the_source (ArgumentError: no price in "tea" @ lib/cart.rb:8)",
        "failed test/cart_test.rb:21 CartTest#test_each_2_3 (Minitest::Assertion: Expected: 3 @ test/cart_test.rb:22)",
        "failed test/cart_test.rb:8 CartTest#test_fails_with_a_difference (Minitest::Assertion: Expected: {:name=>"tea", :price=>4} @ test/cart_test.rb:9)",
        "passed test/cart_test.rb:21 CartTest#test_each_1_1",
        "passed test/cart_test.rb:28 the till#test_0001_opens (a+b)",
        "passed test/cart_test.rb:4 CartTest#test_sums",
        "skipped test/cart_test.rb:16 CartTest#test_skipped",
      ]
    `);
    expect(report).toMatchObject({ ended: true, started: report.tests.length, notes: [] });
    expect(exitCode).toBe(1);
  },
);

withRuby("minitest: names and files select", async () => {
  const project = await copyProject("tests-minitest");
  const whole = await runFramework(minitest, project, {
    files: ["test/cart_test.rb"],
    names: ["the till#test_0001_opens (a+b)", "CartTest#test_sums"],
    exactNames: true,
  });
  expect(ranOf(whole.report)).toMatchInlineSnapshot(`
    [
      "test/cart_test.rb CartTest#test_sums",
      "test/cart_test.rb the till#test_0001_opens (a+b)",
    ]
  `);
  expect(whole.exitCode).toBe(0);
});

withRuby("minitest: what is green in its exit code alone is not green in its report", async () => {
  const project = await makeProject({
    "test/till_test.rb":
      'require "minitest/autorun"\n\nclass TillTest < Minitest::Test\n  def test_exits\n    exit(0)\n  end\nend\n',
  });
  const exits = await runFramework(minitest, project);
  // Minitest says so itself.
  expect(exits.exitCode).toBe(1);
  expect(exits.report).toMatchObject({ ended: false, started: 1, tests: [] });
  const nothing = await runFramework(minitest, project, { names: ["no such test"] });
  expect(nothing.report.tests).toEqual([]);
});
