import * as fc from "fast-check";
import { expect, test } from "vitest";

import { ToolError } from "../../src/errors.ts";
import type { Hunk, HunkLine } from "../../src/formats/hunk.ts";
import type { PatchOperation } from "../../src/formats/parsed-patch.ts";
import { parsePatch } from "../../src/formats/parse-patch.ts";
import { renderSearchReplace, renderUnified, renderV4a } from "./render-patch.ts";

/** Lines that are content, and look as little like it as they can. */
const content = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "}",
    "*** End Patch",
    "*** Update File: a",
    "@@ -1 +1 @@",
    "-- x",
    "++ x",
    "-- ",
    "=======",
    "<<<<<<< SEARCH",
    ">>>>>>> REPLACE",
    "```",
    "\tx = 1;",
    "diff --git a/x b/x",
  ),
  fc.string({ maxLength: 12 }).filter((text) => !/[\r\n]/.test(text)),
);

const line = fc.record({
  kind: fc.constantFrom("context" as const, "remove" as const, "add" as const),
  text: content,
});

const changing = fc
  .array(line, { minLength: 1, maxLength: 8 })
  .filter((lines) => lines.some(({ kind }) => kind !== "context"));

const header = fc.constantFrom("class Till", "  def f(self):", "x");
const path = fc.constantFrom("till.ts", "shop/my till.ts", "a/b/c", "größe.md", 'q"uote.ts');

function hunkFrom(lines: readonly { kind: HunkLine["kind"]; text: string }[]): Hunk {
  return { patchLine: 0, headers: [], lines: lines.map((each) => ({ ...each, patchLine: 0 })) };
}

const v4aHunk = fc
  .record({
    lines: changing,
    headers: fc.array(header, { maxLength: 2 }),
    lineHint: fc.option(fc.nat(500), { nil: undefined }),
    atEnd: fc.boolean(),
  })
  .map(({ lines, headers, lineHint, atEnd }): Hunk => ({
    ...hunkFrom(lines),
    headers,
    ...(lineHint === undefined ? {} : { lineHint }),
    ...(atEnd ? { atEnd } : {}),
  }));

const unifiedHunk = fc
  .record({
    lines: changing,
    headers: fc.array(header, { maxLength: 1 }),
    lineHint: fc.nat(500),
    unended: fc.constantFrom(undefined, [true, false], [false, true], [false, false]),
  })
  .map(({ lines, headers, lineHint, unended }): Hunk => {
    const hunk = { ...hunkFrom(lines), headers, lineHint };
    return unended === undefined ? hunk : withNewlines(hunk, unended);
  });

/** A context line at the end of both sides ends alike in both, and a side without lines has its newline. */
function withNewlines(hunk: Hunk, [old = true, fresh = true]: readonly boolean[]): Hunk {
  const lastOld = hunk.lines.findLastIndex(({ kind }) => kind !== "add");
  const lastNew = hunk.lines.findLastIndex(({ kind }) => kind !== "remove");
  const oldUnended = !old && lastOld !== -1;
  const newUnended = !fresh && lastNew !== -1;
  const shared = lastOld === lastNew;
  const crossed = hunk.lines[oldUnended ? lastOld : lastNew]?.kind === "context" && !shared;
  if (crossed || (!oldUnended && !newUnended) || (shared && oldUnended !== newUnended)) {
    return hunk;
  }
  const other = hunk.lines[lastNew]?.kind === "context" || hunk.lines[lastOld]?.kind === "context";
  return other && !shared
    ? hunk
    : { ...hunk, oldFinalNewline: !oldUnended, newFinalNewline: !newUnended };
}

function operations(
  hunk: fc.Arbitrary<Hunk>,
  { modes }: { readonly modes: boolean },
): fc.Arbitrary<readonly PatchOperation[]> {
  const start = { stripped: true, patchLine: 0 };
  const added = fc.array(content, { minLength: 1, maxLength: 5 });
  const update = fc
    .record({ path, hunks: fc.array(hunk, { minLength: 1, maxLength: 3 }) })
    .map((each): PatchOperation => ({ ...start, op: "update", ...each }));
  const create = fc.record({ path, texts: added }).map((each): PatchOperation => ({
    ...start,
    op: "create",
    path: each.path,
    hunks: [hunkFrom(each.texts.map((text) => ({ kind: "add", text })))],
    ...(modes ? { newMode: 0o100755 } : {}),
  }));
  const remove = path.map((each): PatchOperation => ({
    ...start,
    op: "delete",
    path: each,
    hunks: [],
    ...(modes ? { oldMode: 0o100644 } : {}),
  }));
  const rename = fc
    .record({ path, hunks: fc.array(hunk, { maxLength: 2 }) })
    .map((each): PatchOperation => ({ ...start, op: "rename", to: "else/where.ts", ...each }));
  return fc.array(fc.oneof(update, create, remove, rename), { minLength: 1, maxLength: 4 });
}

/** Without places, and with names as they are after `-p1`. */
function comparable(all: readonly PatchOperation[]): unknown {
  return all.map(({ stripped, ...operation }) => ({
    ...operation,
    otherPaths: undefined,
    patchLine: 0,
    path: stripped ? operation.path : operation.path.replace(/^[ab]\//, ""),
    hunks: operation.hunks.map((hunk) => ({
      ...hunk,
      patchLine: 0,
      ...(operation.op === "create" ? { headers: [], lineHint: 0 } : {}),
      lines: hunk.lines.map(({ kind, text }) => [kind, text]),
    })),
  }));
}

test("what V4A can say is read as it was written", () => {
  fc.assert(
    fc.property(operations(v4aHunk, { modes: false }), (all) => {
      expect(comparable(parsePatch(renderV4a(all)).operations)).toEqual(comparable(all));
    }),
  );
});

test("what a git diff can say is read as it was written", () => {
  fc.assert(
    fc.property(operations(unifiedHunk, { modes: true }), (all) => {
      const read = parsePatch(renderUnified(all));
      expect(read.warnings).toEqual([]);
      expect(comparable(read.operations)).toEqual(comparable(all));
    }),
  );
});

test("wrong counts never lose, add or move a line", () => {
  const wrong = fc.array(fc.nat(9), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(operations(unifiedHunk, { modes: true }), wrong, (all, counts) => {
      const text = renderUnified(all);
      // Only a line like these, in front of the next hunk, cannot be told from the names of a file.
      fc.pre(!/^--- .*\n\+\+\+ x\n@@/m.test(text));
      let at = 0;
      const miscounted = text.replaceAll(/^(@@ -\d+),\d+ (\+\d+),\d+/gm, (_, old, fresh) => {
        at += 2;
        return `${old},${counts[at % counts.length]} ${fresh},${counts[(at + 1) % counts.length]}`;
      });
      expect(comparable(parsePatch(miscounted).operations)).toEqual(comparable(all));
    }),
  );
});

test("what SEARCH/REPLACE can say is read as it was written", () => {
  const safe = content.filter((text) => text.trim() !== "");
  const blocks = fc.array(
    fc.record({ old: fc.array(safe, { minLength: 1 }), fresh: fc.array(content) }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(blocks, (all) => {
      const hunks = all.map(({ old, fresh }) =>
        hunkFrom([
          ...old.map((text) => ({ kind: "remove" as const, text })),
          ...fresh.map((text) => ({ kind: "add" as const, text })),
        ]),
      );
      const text = renderSearchReplace([
        { op: "update", path: "my/till.ts", stripped: true, hunks, patchLine: 0 },
      ]);
      const read = parsePatch(text).operations;
      expect(read.map(({ path: name }) => name)).toEqual(["my/till.ts"]);
      expect(read[0]?.hunks.map(sides)).toEqual(hunks.map(sides));
    }),
  );
});

function sides({ lines }: Hunk): unknown {
  return [
    lines.filter(({ kind }) => kind !== "add").map(({ text }) => text),
    lines.filter(({ kind }) => kind !== "remove").map(({ text }) => text),
  ];
}

const pieces = fc.constantFrom(
  ...'*** Begin Patch|*** End Patch|*** Update File: a|*** Add File: b|*** Delete File: c|*** Move to: d|*** End of File|@@|@@ x|@@ -1,2 +1,2 @@|@@ -0,0 +1 @@|@@ -99999999999999999999 +1 @@|--- a/x|+++ b/x|--- /dev/null|+++ /dev/null|diff --git a/x b/x|diff --git "a/\\303" b/x|rename from x|rename to y|new file mode 100644|old mode 1|GIT binary patch|literal 3|delta 9|zcmV|Binary files a and b differ|<<<<<<< SEARCH|=======|>>>>>>> REPLACE|------- SEARCH|+++++++ REPLACE|:start_line:3|a.py|```|```diff|<<\'EOF\'|EOF|apply_patch <<X|X|cd a && apply_patch|\\ No newline at end of file|-- |2.43|Index: q|+x|-y| z||\t|\r|\uFEFF|"'.split(
    "|",
  ),
);

test("nothing but PARSE and EMPTY is ever thrown", () => {
  const text = fc
    .array(fc.oneof({ weight: 9, arbitrary: pieces }, fc.string({ maxLength: 9 })), {
      maxLength: 30,
    })
    .chain((lines) => fc.constantFrom("\n", "\r\n", "\r").map((end) => lines.join(end)));
  fc.assert(
    fc.property(text, fc.option(fc.constant("p"), { nil: undefined }), (each, file) => {
      expect(["none", "PARSE", "EMPTY"]).toContain(
        codeThrown(() => parsePatch(each, file === undefined ? {} : { path: file })),
      );
    }),
    { numRuns: 1000 },
  );
});

function codeThrown(run: () => unknown): unknown {
  try {
    run();
    return "none";
  } catch (error) {
    return error instanceof ToolError ? error.code : error;
  }
}

test.each([
  ["hunks of V4A", "*** Begin Patch\n*** Update File: a\n", "@@ x\n-a\n\n\n+b\n"],
  ["files of V4A", "*** Begin Patch\n", "*** Update File: a\n@@\n-a\n+b\n"],
  ["empty lines", "*** Begin Patch\n*** Update File: a\n@@\n-a\n", "\n \n"],
  ["wrong counts", "--- a\n+++ a\n", "@@ -1,999 +1,999 @@\n-a\n+b\n\n"],
  ["names without hunks", "", "--- a\n"],
  ["a long header", "diff --git ", "a "],
  ["a long quoted header", 'diff --git "', String.raw`\001`],
  ["dividers", "a.ts\n<<<<<<< SEARCH\n", "=======\n"],
  ["open blocks", "a.ts\n", "<<<<<<< SEARCH\n"],
  ["fences", "", "```\n"],
  ["blanks", "*** Begin Patch", " "],
])("the time to read %s grows with their number only", (_, start, piece) => {
  const times = [100_000, 1_000_000].map((size) => {
    const text = start + piece.repeat(size / piece.length);
    const from = process.cpuUsage();
    codeThrown(() => parsePatch(text));
    return process.cpuUsage(from).user / 1000;
  });
  const [small = 0, large = 0] = times;
  // Ten times the text; squared, it would be a hundred times the time.
  expect(large).toBeLessThan(40 * Math.max(small, 20));
});
