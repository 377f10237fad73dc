import * as fc from "fast-check";
import { expect, test } from "vitest";
import { callTool, type CallResult } from "../../src/mcp/call-tool.ts";
import { tools } from "../../tools/index.ts";
import { engineOf } from "../support/engine-of.ts";

/** Names and lines as a hostile repository may have them: long, invisible, reordered. */
const anyText = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "src/cart.ts",
    "Cart",
    "\u202E".repeat(90),
    "\u001B[2J",
    "x".repeat(300),
    "日本語",
  ),
);
const line = fc.oneof(anyText, fc.constant("y".repeat(5000)));
const count = fc.nat(5000);
const notes = fc.array(fc.oneof(anyText, fc.constant("\u200B".repeat(400))), { maxLength: 12 });
const some = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> =>
  fc.array(value, { maxLength: 60 });

const symbol = fc.record(
  {
    name: anyText,
    qualified_name: anyText,
    kind: fc.constant("class" as const),
    path: anyText,
    line: count,
    end_line: count,
    signature: anyText,
    exported: fc.boolean(),
    container: anyText,
    doc: line,
    source: line,
  },
  {
    requiredKeys: [
      "name",
      "qualified_name",
      "kind",
      "path",
      "line",
      "end_line",
      "signature",
      "exported",
    ],
  },
);
const hit = fc.record(
  {
    path: anyText,
    line: count,
    column: count,
    endLine: count,
    lines: some(line),
    before: some(anyText),
    after: some(anyText),
    symbol: anyText,
  },
  { requiredKeys: ["path", "line", "column", "endLine", "lines", "before", "after"] },
);
const part = fc.record({
  role: fc.constantFrom("file", "symbol", "imports", "siblings"),
  firstLine: count,
  lines: fc.array(line, { maxLength: 200 }),
});
const section = fc.oneof(
  fc.record({
    kind: fc.constant("text"),
    target: anyText,
    path: anyText,
    sha: fc.constant("0".repeat(40)),
    encoding: fc.constant("utf-8"),
    totalLines: count,
    parts: fc.array(part, { minLength: 1, maxLength: 4 }),
    notes,
  }),
  fc.record({
    kind: fc.constant("failure"),
    target: anyText,
    code: fc.constant("NOT_FOUND"),
    message: line,
    next: line,
  }),
  fc.record({
    kind: fc.constant("image"),
    target: anyText,
    path: anyText,
    mimeType: fc.constant("image/png"),
    base64: fc.constant(""),
  }),
);
const overview = fc.record({
  root_name: anyText,
  files: count,
  listed_by: fc.constant("git"),
  languages: some(
    fc.record({ language: anyText, files: count, bytes: count, symbols: fc.constant("syntax") }),
  ),
  packages: some(
    fc.record({
      path: anyText,
      name: anyText,
      ecosystem: anyText,
      manifest: anyText,
      entry_points: some(anyText),
      scripts: some(anyText),
      depends_on: some(anyText),
    }),
  ),
  folders: some(fc.record({ path: anyText, files: count, role: anyText })),
  tests: some(fc.record({ path: anyText, files: count, covers: anyText })),
  configuration: some(anyText),
  instructions: some(anyText),
  documentation: some(anyText),
  notes,
});

const finding = fc.record({ path: anyText, line: count, message: line });
const edit = fc.record(
  {
    editId: fc.constant("e1-abc"),
    plan: fc.constant("p123456"),
    files: some(
      fc.record(
        {
          path: anyText,
          op: fc.constantFrom("create", "update", "delete", "rename", "copy"),
          from: anyText,
          ranges: some(fc.constant("12-40")),
          sha: fc.constant("0".repeat(40)),
          matched: fc.array(anyText, { maxLength: 10 }),
        },
        { requiredKeys: ["path", "op", "ranges", "matched"] },
      ),
    ),
    added: count,
    removed: count,
    syntax: fc.record({ fresh: some(finding), notes }),
    aftermath: fc.record({
      types: fc.option(fc.record({ fresh: some(finding), fixed: count, notes }), {
        nil: undefined,
      }),
      staleCallers: some(fc.record({ path: anyText, line: count, name: anyText, uses: anyText })),
      affectedTests: some(anyText),
      notes,
    }),
    diff: line,
    notes,
  },
  { requiredKeys: ["files", "added", "removed", "notes"] },
);
const undone = fc.record({
  path: anyText,
  op: fc.constantFrom("create", "update", "delete", "rename"),
});
const undo = fc.oneof(
  fc.record({
    kind: fc.constant("undone"),
    editId: fc.constant("e2-abc"),
    undoes: fc.constant("e1-abc"),
    files: some(undone),
    notes,
  }),
  fc.record({
    kind: fc.constant("list"),
    edits: some(
      fc.record({
        editId: fc.constant("e2-abc"),
        at: fc.constant("2026-01-01T00:00:00Z"),
        files: some(undone),
        undone: fc.boolean(),
      }),
    ),
    notes,
  }),
);

const person = fc.record({
  name: anyText,
  email: anyText,
  at: fc.constant("2026-01-01T00:00:00Z"),
});
const commit = fc.record({
  id: fc.constant("0".repeat(40)),
  parents: fc.array(fc.constant("1".repeat(40)), { maxLength: 3 }),
  author: person,
  committer: person,
  subject: line,
  body: line,
});
const difference = fc.record(
  {
    path: anyText,
    oldPath: anyText,
    status: fc.constantFrom("A", "D", "M", "R"),
    oldMode: fc.constant("100644"),
    mode: fc.constantFrom("100644", "120000", "160000"),
    id: fc.constant("0".repeat(40)),
    added: count,
    removed: count,
  },
  { requiredKeys: ["path", "status", "oldMode", "mode", "id"] },
);
const piece = fc.record({
  file: difference,
  place: line,
  skipped: fc.nat(3),
  lines: fc.array(anyText, { maxLength: 40 }),
});
const history = fc.oneof(
  fc.record({
    kind: fc.constant("log"),
    from: fc.constant("0".repeat(40)),
    entries: some(
      fc.record({ commit, path: anyText, patch: some(line) }, { requiredKeys: ["commit"] }),
    ),
    hasMore: fc.boolean(),
    complete: fc.boolean(),
    notes,
  }),
  fc.record({
    kind: fc.constant("blame"),
    path: anyText,
    runs: some(fc.record({ firstLine: count, lines: some(line), commit })),
    total: count,
    complete: fc.boolean(),
    notes,
  }),
  fc.record(
    {
      kind: fc.constant("changes"),
      commit,
      from: fc.constant("0".repeat(40)),
      to: fc.constant("the files on disk"),
      files: some(difference),
      pieces: some(piece),
      total: count,
      complete: fc.boolean(),
      notes,
    },
    { requiredKeys: ["kind", "from", "to", "files", "total", "complete", "notes"] },
  ),
);
const committed = fc.record(
  {
    commit: fc.constant("0".repeat(40)),
    branch: anyText,
    files: some(difference),
    diff: line,
    remaining: some(anyText),
    stagedElsewhere: some(anyText),
    notes,
  },
  { requiredKeys: ["files", "remaining", "stagedElsewhere", "notes"] },
);

const severity = fc.constantFrom("critical", "high", "medium", "low", "info");
const reviewed = fc.record({
  title: line,
  files: count,
  added: count,
  removed: count,
  symbols: some(
    fc.record({
      change: fc.constantFrom("added", "renamed"),
      name: anyText,
      kind: fc.constant("function"),
      path: anyText,
      line: count,
      from: anyText,
    }),
  ),
  findings: some(
    fc.record(
      {
        severity,
        kind: fc.constant("left_over"),
        rule: fc.constant("put-off"),
        path: anyText,
        line: count,
        what: line,
        why: line,
        advice: line,
        text: line,
        places: some(fc.record({ path: anyText, line: count, text: line })),
      },
      { requiredKeys: ["severity", "kind", "rule", "path", "line", "what", "why", "advice"] },
    ),
  ),
  total: count,
  bySeverity: fc.record({ critical: count, high: count, medium: count, low: count, info: count }),
  silenced: some(fc.record({ rule: line, path: anyText, line: count, reason: anyText })),
  tests: some(anyText),
  complete: fc.boolean(),
  notes,
});

const cases = [
  ["review_changes", {}, reviewed],
  ["git_history", { view: "log" }, history],
  ["commit_changes", { message: "x", paths: ["x"] }, committed],
  ["apply_patch", { patch: "x" }, edit],
  ["undo_edit", {}, undo],
  [
    "find_symbols",
    { query: "Cart" },
    fc.record({
      symbols: some(symbol),
      total: count,
      complete: fc.boolean(),
      precision: fc.constant("syntax"),
      matched: fc.constant("exact"),
      notes,
    }),
  ],
  [
    "search_code",
    { pattern: "Cart" },
    fc.record({ hits: some(hit), total: count, files: count, complete: fc.boolean(), notes }),
  ],
  [
    "read_code",
    { targets: ["x"] },
    fc.record({ sections: fc.array(fc.oneof(section, section), { minLength: 1, maxLength: 20 }) }),
  ],
  ["get_overview", {}, overview],
] as const;

test.each(cases)(
  "whatever is found, the answer of %s fits the budget",
  async (name, given, found) => {
    await fc.assert(
      fc.asyncProperty(found, fc.integer({ min: 2000, max: 30_000 }), async (data, maxChars) => {
        const { content, structuredContent } = await answer(
          name,
          { ...given, max_chars: maxChars },
          data,
        );
        const [first] = content;
        const text = first?.type === "text" ? first.text : "";
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(maxChars);
        expect(JSON.stringify(structuredContent ?? {}).length).toBeLessThanOrEqual(maxChars);
      }),
      { numRuns: 150 },
    );
  },
);

/** What the tool makes of an engine that finds this. */
async function answer(name: string, given: object, data: unknown): Promise<CallResult> {
  const tool = tools.find((one) => one.name === name);
  const find = async (): Promise<never> => await Promise.resolve(data as never);
  const engine = engineOf(find);
  const context = { engine, signal: new AbortController().signal, progress: () => undefined };
  return tool === undefined
    ? { content: [] }
    : await callTool(tool, given, context, () => undefined);
}
