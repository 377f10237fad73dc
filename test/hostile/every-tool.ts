import { tools } from "../../tools/index.ts";
import { type StartedServer, textOf } from "../support/start-server.ts";

/** A repository on which every tool has something to do. */
export const shop = {
  "package.json": '{ "name": "shop", "type": "module", "private": true }\n',
  "tsconfig.json": '{ "compilerOptions": { "strict": true }, "include": ["src"] }\n',
  "src/cart.ts": "export class Cart {\n  total(): number {\n    return 1;\n  }\n}\n",
  "src/till.ts":
    'import { Cart } from "./cart.ts";\n\nexport function ring(cart: Cart): number {\n  return cart.total();\n}\n',
  "src/sum.js": "export const sum = (first, second) => first + second;\n",
  "test/sum.test.js":
    'import assert from "node:assert/strict";\nimport test from "node:test";\nimport { sum } from "../src/sum.js";\n\ntest("adds up", () => assert.equal(sum(1, 2), 3));\n',
} as const;

type Call = readonly [tool: string, args: Readonly<Record<string, unknown>>];

/** Everything that a tool does in a way of its own, reading before writing. A new tool adds its calls here. */
export const everyCall: readonly Call[] = [
  ["get_overview", {}],
  ["find_symbols", { query: "Cart" }],
  ["find_symbols", { path: "src" }],
  ["find_references", { symbol: "Cart" }],
  ["read_code", { targets: ["src/cart.ts", "ring"] }],
  ["search_code", { pattern: "total" }],
  ["search_code", { pattern: "cart.total()", mode: "syntax", language: "typescript" }],
  ["trace_impact", { since: "HEAD" }],
  ["trace_impact", { symbols: ["Cart"] }],
  ["git_history", { view: "log", path: "src/cart.ts" }],
  ["git_history", { view: "log", symbol: "Cart", patch: true }],
  ["git_history", { view: "blame", symbol: "Cart" }],
  ["git_history", { view: "show" }],
  ["git_history", { view: "diff" }],
  ["review_changes", {}],
  ["review_changes", { commit: "HEAD" }],
  ["review_changes", { base: "HEAD" }],
  ["review_changes", { scope: "files", paths: ["src"] }],
  ["check_code", { since: "HEAD" }],
  ["check_code", { paths: ["src"] }],
  ["rename_symbol", { symbol: "Cart", new_name: "Basket" }],
  [
    "apply_patch",
    {
      patch: "*** Begin Patch\n*** Add File: src/new.ts\n+export const added = 1;\n*** End Patch\n",
    },
  ],
  [
    "edit_files",
    {
      edits: [{ path: "src/till.ts", old_text: "ring(", new_text: "ringUp(" }],
      verify: "types",
    },
  ],
  ["commit_changes", { message: "Sell tea", paths: ["src"], dry_run: true }],
  ["undo_edit", {}],
  ["undo_edit", { list: true }],
  ["run_tests", { scope: "affected", since: "HEAD" }],
  ["run_tests", {}],
  ["get_test_run", { run_id: "r00000000-abcdef" }],
  ["commit_changes", { message: "Sell baskets", paths: ["src"] }],
];

/** What a tool said: its text, and its record as JSON. */
export interface Said {
  readonly tool: string;
  readonly text: string;
  readonly record: string;
}

/** Makes every call, one after the other. */
export async function askEveryTool(server: StartedServer): Promise<readonly Said[]> {
  const silent = tools.filter(({ name }) => !everyCall.some(([tool]) => tool === name));
  if (silent.length > 0) {
    throw new Error(`every-tool.ts has no call of ${silent.map(({ name }) => name).join(", ")}.`);
  }
  const said: Said[] = [];
  for (const [tool, args] of everyCall) {
    const result = await server.call(tool, args);
    const record = JSON.stringify(result.structuredContent ?? {});
    said.push({ tool, text: textOf(result), record });
  }
  return said;
}

/** How a tool's answers begin: `ok`, or the code of a refusal. */
export function outcomesOf(said: readonly Said[]): readonly string[] {
  return said.map(
    ({ tool, text }) => `${tool} ${/^([A-Z_]+): .* Next: /su.exec(text)?.[1] ?? "ok"}`,
  );
}
