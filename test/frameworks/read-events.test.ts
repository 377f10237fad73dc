import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { readEvents } from "../../src/frameworks/read-events.ts";
import { linesOf } from "../support/run-framework.ts";

const where = { root: "/shop", cwd: "/shop/web" };

const key = "a key";

function read(...events: readonly (object | string)[]): ReturnType<typeof readEvents> {
  return readAll(events);
}

function readAll(events: readonly (object | string)[]): ReturnType<typeof readEvents> {
  return readEvents(`${seal(events).join("\n")}\n`, key, where);
}

/** As the reporters write them. */
function seal(events: readonly (object | string)[]): string[] {
  let last = "";
  return events.map((event) => {
    const text = typeof event === "string" ? event : JSON.stringify(event);
    last = createHash("sha256").update(`${key}${last}${text}`).digest("hex").slice(0, 32);
    return `${last} ${text}`;
  });
}

function start(id: string): object {
  return { kind: "test-start", id };
}

function framesOf(stack: string): unknown {
  const failures = [{ message: "m", stack }];
  const { tests } = read({ kind: "test", name: "a", status: "failed", failures });
  return tests[0]?.failures[0]?.frames;
}

test("no file, an empty one and one cut off have not ended", () => {
  const nothing = { tests: [], suiteErrors: [], ended: false, started: 0, notes: [] };
  expect(readEvents(undefined, key, where)).toEqual(nothing);
  expect(readEvents("", key, where)).toEqual(nothing);
  const lines = seal([{ kind: "start" }, start("a"), { kind: "test", name: "opens" }]);
  expect(readEvents(lines.join("\n").slice(0, -9), key, where)).toEqual({
    ...nothing,
    started: 1,
    notes: ["1 line of the report could not be read."],
  });
});

test("tests that began are counted by id, and those that report without one as well", () => {
  const passed = { kind: "test", name: "opens", status: "passed" };
  expect(read(start("a"), start("b"), { ...passed, id: "a" }).started).toBe(2);
  expect(read(start("a"), start("a"), { ...passed, id: "a" }).started).toBe(2);
  expect(read(start("a"), start("b"), passed).started).toBe(2);
  expect(
    read({ ...passed, id: "skipped before it began" }, start("b"), { ...passed, id: "b" }).started,
  ).toBe(2);
});

test("paths are the repository's, and frames outside of it stay only where there are no others", () => {
  const inside = "    at pay (file:///shop/web/src/a%20b.js:3:4)";
  const installed = "    at run (/shop/node_modules/chai/index.js:1:2)";
  const outside = "    at Object.<anonymous> (/opt/x/y.js:5:6)";
  const internal =
    "    at node:internal/process/task_queues:95:5\n    at <anonymous>\n    at new Promise (<anonymous>)";
  expect(framesOf([installed, outside, internal, inside].join("\n"))).toEqual([
    { path: "web/src/a b.js", line: 3, column: 4, function: "pay" },
  ]);
  expect(framesOf([internal, installed, outside].join("\n"))).toEqual([
    { path: "node_modules/chai/index.js", line: 1, column: 2, function: "run" },
    { path: "/opt/x/y.js", line: 5, column: 6, function: "Object.<anonymous>" },
  ]);
  expect(framesOf("    at async test/a.js:7:8\n  at least 3:4 of them\nsee user@host:80")).toEqual([
    { path: "web/test/a.js", line: 7, column: 8 },
  ]);
});

const [startLine = "", testLine = "", endLine = ""] = seal([
  { kind: "start" },
  { kind: "test", name: "opens", status: "passed" },
  { kind: "end", counts: { passed: 1 } },
]);
const forgedText = JSON.stringify({ kind: "test", name: "forged", status: "passed" });
const [sealOfTest = ""] = testLine.split(" ");

test.each([
  ["as a reporter without a seal would write it", [startLine, testLine, forgedText, endLine], 1],
  ["with a seal that was used", [startLine, testLine, `${sealOfTest} ${forgedText}`, endLine], 1],
  ["that is there twice", [startLine, testLine, testLine, endLine], 1],
  ["in the place of another", [startLine, testLine.replace("opens", "shuts"), endLine], 2],
  ["after the end", [startLine, testLine, endLine, endLine], 1],
] as const)("a line %s is not the reporter's, and is told", (_, lines, refused) => {
  const { tests, suiteErrors } = readEvents(`${lines.join("\n")}\n`, key, where);
  expect(tests.filter(({ name }) => name !== "opens")).toEqual([]);
  expect(suiteErrors[0]?.message).toMatch(`tampered with: ${refused} line`);
});

test("a line that is left out makes those after it void", () => {
  expect(readEvents(`${startLine}\n${endLine}\n`, key, where)).toMatchObject({ ended: false });
  expect(readEvents(`${testLine}\n`, "another key", where).tests).toEqual([]);
  expect(readEvents(`${testLine}\n`, undefined, where).tests).toEqual([]);
});

test("it has come to its end when the last line, and no other, says so", () => {
  const end = { kind: "end" };
  expect(read({ kind: "start" }, end).ended).toBe(true);
  expect(read(end, start("late")).ended).toBe(false);
  expect(read(end, end).ended).toBe(false);
});

test("odd and broken lines are counted and do no harm", () => {
  const report = read(
    "null",
    "[]",
    '"text"',
    "{",
    { kind: "test" },
    { kind: "test", name: 1, status: "passed" },
    { kind: "test", name: "x", status: "green" },
    { kind: "test-start" },
    { kind: "suite-error" },
    { kind: "nonsense" },
    '{"kind":"test","name":"proto","status":"passed","__proto__":{"polluted":true},"failures":{"length":9}}',
    {
      kind: "test",
      name: "odd",
      status: "failed",
      line: -1,
      durationMs: "9",
      failures: [null, 1, { message: 5 }],
    },
    { kind: "test", name: "bare", status: "failed", path: "file:///%zz", failures: "no" },
    { kind: "end", counts: { passed: -1, failed: "many", skipped: 2, other: 1 } },
  );
  expect(linesOf(report)).toMatchInlineSnapshot(`
    [
      "failed ? odd (?: The runner gave no reason.)",
      "failed web/file:/%zz bare (?: The runner gave no reason.)",
      "passed ? proto",
    ]
  `);
  expect(report).toMatchObject({
    ended: true,
    claimed: { skipped: 2 },
    notes: ["10 lines of the report could not be read."],
  });
  expect("polluted" in {}).toBe(false);
});

test("sizes are capped", { timeout: 60_000 }, () => {
  const huge = "x".repeat(300_000);
  const { tests, suiteErrors } = read(
    {
      kind: "test",
      name: huge,
      status: "failed",
      failures: [
        { message: huge, expected: huge, actual: huge, type: huge, stack: `${huge}\n`.repeat(3) },
      ],
    },
    { kind: "suite-error", message: huge },
    `{"kind":"test","name":"${"y".repeat(5_000_000)}","status":"passed"}`,
  );
  const [failure] = tests[0]?.failures ?? [];
  expect(tests.length).toBe(1);
  expect(
    [
      tests[0]?.name,
      failure?.message,
      failure?.expected,
      failure?.actual,
      suiteErrors[0]?.message,
    ].map((text) => text?.length),
  ).toEqual([8192, 65_536, 16_384, 16_384, 65_536]);
  const one = { kind: "test", name: "a", status: "passed" };
  const many = readAll(Array.from({ length: 200_003 }, () => one));
  expect(many.tests.length).toBe(200_000);
  expect(many.started).toBe(200_003);
  expect(many.notes).toEqual(["3 tests above 200,000 are left out."]);
});
