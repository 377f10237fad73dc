import type { Act } from "./scripted-model.ts";

const patch = `*** Begin Patch
*** Update File: src/prices.ts
@@
-export function discounted(cents: number): number {
-  return Math.round(cents * 0.9);
+export function discounted(cents: number, count: number): number {
+  return count < 10 ? cents : Math.round(cents * 0.9);
 }
*** Update File: src/basket.ts
@@ total(): number {
-    return this.lines.reduce((sum, { cents, count }) => sum + discounted(cents * count), 0);
+    return this.lines.reduce((sum, { cents, count }) => sum + discounted(cents * count, count), 0);
*** End Patch
`;

/** Read, patch, be told of the caller that was forgotten, fix it, test: one call at a time, as a model has tools without a search. */
export const directLoop: readonly (readonly Act[])[] = [
  [
    { call: "get_overview", with: {} },
    { call: "run_tests", with: {} },
  ],
  [
    { call: "read_code", with: { targets: ["discounted"], edit_ready: true } },
    { call: "find_references", with: { symbol: "discounted" } },
  ],
  [{ call: "apply_patch", with: { patch, verify: "types" } }],
  [
    {
      call: "edit_files",
      with: {
        edits: [
          {
            path: "src/receipt.ts",
            old_text: "discounted(cents * count)",
            new_text: "discounted(cents * count, count)",
          },
        ],
        verify: "types",
      },
    },
  ],
  [{ call: "run_tests", with: { scope: "affected" } }],
  [{ call: "check_code", with: { since: "HEAD" } }],
  [{ say: "One tea is no longer discounted." }],
];

/** The same by scripts that call several tools; the first patch is of lines that are not there. */
export const scriptedLoop: readonly (readonly Act[])[] = [
  [
    {
      script: `// @exec: {"yield_time_ms": 300000}
text(ALL_TOOLS.find(({ name }) => name === "mcp__repowright__run_tests").description);
const run = await tools.mcp__repowright__run_tests({});
const { verdict, counts, failures } = run.structuredContent;
text({ verdict, counts, failures: failures.map(({ message, frame }) => ({ message, frame })) });`,
    },
  ],
  [
    {
      script: `const [source, uses] = await Promise.all([
  tools.mcp__repowright__read_code({ targets: ["discounted"] }),
  tools.mcp__repowright__find_references({ symbol: "discounted", relation: "callers" }),
]);
text(source.content[0].text);
text(uses.structuredContent.references.map(({ path, line }) => \`\${path}:\${line}\`));`,
    },
  ],
  [
    {
      script: `const patch = \`*** Begin Patch
*** Update File: src/prices.ts
@@
-  return Math.round(cents * 0.8);
+  return count < 10 ? cents : Math.round(cents * 0.9);
*** End Patch\`;
const { isError, content } = await tools.mcp__repowright__apply_patch({ patch });
text({ isError });
text(content[0].text);`,
    },
  ],
  [
    {
      script: `// @exec: {"yield_time_ms": 300000}
const edit = (path, old_text, new_text) => ({ path, old_text, new_text });
const call = ["discounted(cents * count)", "discounted(cents * count, count)"];
const edited = await tools.mcp__repowright__edit_files({
  edits: [
    edit("src/prices.ts", "(cents: number)", "(cents: number, count: number)"),
    edit("src/prices.ts", "Math.round", "count < 10 ? cents : Math.round"),
    edit("src/basket.ts", ...call),
    edit("src/receipt.ts", ...call),
  ],
  verify: "types",
});
text(edited.content[0].text);
const run = await tools.mcp__repowright__run_tests({ scope: "affected" });
text(run.content[0].text);`,
    },
  ],
  [{ say: "One tea is no longer discounted." }],
];

/** What a model may look for, in its own words, and the tool that is to be found. */
export const searches: Readonly<Record<string, string>> = {
  "run the tests": "run_tests",
  "find usages of a function": "find_references",
  "who calls this function": "find_references",
  "rename a variable everywhere": "rename_symbol",
  "type errors diagnostics": "check_code",
  "apply a patch to files": "apply_patch",
  "replace text in a file": "edit_files",
  "read a file": "read_code",
  "grep for text": "search_code",
  "where is a class defined": "find_symbols",
  "undo my last change": "undo_edit",
  "which tests are affected by my changes": "trace_impact",
  "structure of the repository": "get_overview",
};
