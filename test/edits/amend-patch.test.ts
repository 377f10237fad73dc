import { expect, test } from "vitest";

import { amendPatch } from "../../src/edits/amend-patch.ts";
import type { FailedPart } from "../../src/edits/failed-part.ts";
import type { KeptPlan } from "../../src/edits/kept-plans.ts";
import type { ParsedPatch } from "../../src/formats/parsed-patch.ts";

/** A patch whose hunks each add one line: `{ "src/till.ts": ["a", "b"] }`. */
function patchOf(files: Readonly<Record<string, readonly string[]>>): ParsedPatch {
  return {
    format: "v4a",
    operations: Object.entries(files).map(([path, hunks]) => ({
      op: "update" as const,
      path,
      stripped: true,
      hunks: hunks.map((text) => ({
        patchLine: 1,
        headers: [],
        lines: [{ kind: "add" as const, text, patchLine: 1 }],
      })),
      patchLine: 1,
    })),
    warnings: [],
  };
}

function written({ operations }: ParsedPatch): Record<string, string[]> {
  return Object.fromEntries(
    operations.map(({ path, hunks }) => [
      path,
      hunks.flatMap(({ lines }) => lines.map(({ text }) => text)),
    ]),
  );
}

/** Failed: `src/till.ts 1` is its second hunk, `src/till.ts` the whole file. */
function planOf(
  patch: ParsedPatch,
  ...failures: readonly string[]
): Pick<KeptPlan, "patch" | "failed"> {
  const failed = failures.map((failure): FailedPart => {
    const [path = "", hunk] = failure.split(" ");
    return {
      path,
      operation: patch.operations.findIndex((one) => one.path === path),
      hunk: hunk === undefined ? undefined : Number(hunk),
      patchLine: 1,
      code: "NO_MATCH",
      message: "",
      next: "",
    };
  });
  return { patch, failed };
}

function operation(path: string): ParsedPatch["operations"][number] {
  return { op: "update", path, stripped: true, hunks: [], patchLine: 1 };
}

const patch = patchOf({ "src/till.ts": ["a", "b", "c"], "src/cart.ts": ["d"] });

test("the failed hunks of a file are replaced in order", () => {
  const plan = planOf(patch, "src/till.ts 0", "src/till.ts 2");
  const amended = amendPatch(plan, patchOf({ "src/till.ts": ["A", "C"] }));
  expect(written(amended)).toEqual({ "src/till.ts": ["A", "b", "C"], "src/cart.ts": ["d"] });
});

test("one failed hunk may become several", () => {
  const plan = planOf(patch, "src/till.ts 1");
  const amended = amendPatch(plan, patchOf({ "src/till.ts": ["B1", "B2"] }));
  expect(written(amended)).toEqual({ "src/till.ts": ["a", "B1", "B2", "c"], "src/cart.ts": ["d"] });
});

test("a file that could not be used at all is replaced, also under another name", () => {
  const plan = planOf(patch, "src/cart.ts");
  const amended = amendPatch(plan, patchOf({ "lib/cart.ts": ["D"] }));
  expect(written(amended)).toEqual({ "src/till.ts": ["a", "b", "c"], "lib/cart.ts": ["D"] });
});

test("failures of several files are sent again one by one", () => {
  const first = amendPatch(
    planOf(patch, "src/till.ts 0", "src/cart.ts 0"),
    patchOf({ "./src/cart.ts": ["D"] }),
  );
  expect(written(first)).toEqual({ "src/till.ts": ["a", "b", "c"], "src/cart.ts": ["D"] });
});

test("a file in which every hunk failed may be deleted instead", () => {
  const sent = {
    ...patchOf({}),
    operations: [{ ...operation("src/cart.ts"), op: "delete" as const }],
  };
  expect(amendPatch(planOf(patch, "src/cart.ts 0"), sent).operations[1]?.op).toBe("delete");
  expect(() =>
    amendPatch(planOf(patch, "src/till.ts 0"), {
      ...sent,
      operations: [{ ...operation("src/till.ts"), op: "delete" }],
    }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ToolError: What was sent for "src/till.ts" leaves out hunks of before. What failed: hunk 1 of "src/till.ts". Nothing was written.]`,
  );
});

test("of two files with the same end only the very one is meant", () => {
  const both = patchOf({ "src/till.ts": ["a"], "lib/src/till.ts": ["b"] });
  const plan = planOf(both, "src/till.ts 0", "lib/src/till.ts 0");
  expect(written(amendPatch(plan, patchOf({ "src/till.ts": ["A1", "A2"] })))).toEqual({
    "src/till.ts": ["A1", "A2"],
    "lib/src/till.ts": ["b"],
  });
  expect(() => amendPatch(plan, patchOf({ "till.ts": ["A"] }))).toThrowErrorMatchingInlineSnapshot(
    `[ToolError: Nothing failed in "till.ts". What failed: hunk 1 of "src/till.ts", hunk 2 of "lib/src/till.ts". Nothing was written.]`,
  );
});

test("a name that differs in its first folders is understood", () => {
  const amended = amendPatch(planOf(patch, "src/cart.ts 0"), patchOf({ "a/src/cart.ts": ["D"] }));
  expect(written(amended)).toEqual({ "src/till.ts": ["a", "b", "c"], "src/cart.ts": ["D"] });
});

test.each([
  ["less than the whole of a file", ["src/till.ts"], { "src/till.ts": ["A", "B"] }],
  ["fewer than failed", ["src/till.ts 0", "src/till.ts 2"], { "src/till.ts": ["A"] }],
  ["a file in which nothing failed", ["src/till.ts 0"], { "src/cart.ts": ["D"] }],
  ["a file that is not in the patch", ["src/till.ts 0"], { "src/shop.ts": ["D"] }],
  ["anything when nothing failed", [], { "src/till.ts": ["A"] }],
])("%s is refused", (_title, failures, sent) => {
  expect(() =>
    amendPatch(planOf(patch, ...failures), patchOf(sent)),
  ).toThrowErrorMatchingSnapshot();
});
