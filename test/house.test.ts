import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, it } from "vitest";

import { packageRoot } from "./support/package-root.ts";
import { temporaryFolder } from "./support/repository.ts";

/** One forbidden import per file: upwards, sideways, or past the one door of a package. */
const planted: readonly (readonly [file: string, specifier: string])[] = [
  ["src/errors.ts", "./engine.ts"],
  ["src/task.ts", "node:fs"],
  ["src/text/planted.ts", "../mcp/tool.ts"],
  ["src/config.ts", "./engine.ts"],
  ["src/workspace/planted.ts", "../git/open-git.ts"],
  ["src/workspace/planted-door.ts", "simple-git"],
  ["src/threads/planted.ts", "../words/lex.ts"],
  ["src/git/planted.ts", "../words/lex.ts"],
  ["src/git/planted-door.ts", "piscina"],
  ["src/process/planted.ts", "../workspace/root.ts"],
  ["src/process/planted-door.ts", "simple-git"],
  ["src/engines/planted.ts", "../words/lex.ts"],
  ["src/engines/planted-door.ts", "execa"],
  ["src/engines/planted-up.ts", "../repository/repository.ts"],
  ["src/languages/planted.ts", "../parsing/parsing.ts"],
  ["src/languages/planted-door.ts", "node:fs"],
  ["src/words/planted.ts", "../parsing/parsing.ts"],
  ["src/words/planted-up.ts", "../symbols/find-symbols.ts"],
  ["src/parsing/planted.ts", "../words/lex.ts"],
  ["src/parsing/planted-door.ts", "simple-git"],
  ["src/words/planted-door.ts", "execa"],
  ["src/git/planted-protocol.ts", "vscode-languageserver-protocol/node"],
  ["src/parsing/planted-typescript.ts", "typescript/unstable/async"],
  ["src/workspace/planted-jsonc.ts", "jsonc-parser"],
  ["src/repository/planted.ts", "../symbols/find-symbols.ts"],
  ["src/symbols/planted.ts", "../reading/read-code.ts"],
  ["src/symbols/planted-door.ts", "web-tree-sitter"],
  ["src/reading/planted.ts", "../search/search-code.ts"],
  ["src/search/planted.ts", "../overview/get-overview.ts"],
  ["src/overview/planted.ts", "../mcp/tool.ts"],
  ["src/references/planted.ts", "../search/search-code.ts"],
  ["src/references/planted-door.ts", "web-tree-sitter"],
  ["src/formats/planted.ts", "../workspace/root.ts"],
  ["src/matching/planted.ts", "../patching/plan-patch.ts"],
  ["src/transaction/planted.ts", "../search/search-code.ts"],
  ["src/patching/planted.ts", "../edits/apply-patch.ts"],
  ["src/edits/planted.ts", "../mcp/tool.ts"],
  ["src/rename/planted.ts", "../checks/checks.ts"],
  ["src/rename/planted-up.ts", "../mcp/tool.ts"],
  ["src/changes/planted.ts", "../impact/trace-impact.ts"],
  ["src/resources/planted.ts", "../reading/read-code.ts"],
  ["src/prompts/planted.ts", "../symbols/find-symbols.ts"],
  ["src/prompts/planted-sdk.ts", "@modelcontextprotocol/server"],
  ["src/checks/planted.ts", "../overview/get-overview.ts"],
  ["src/impact/planted.ts", "../overview/get-overview.ts"],
  ["src/impact/planted-up.ts", "../mcp/tool.ts"],
  ["src/commits/planted.ts", "../edits/apply-patch.ts"],
  ["src/history/planted.ts", "../edits/apply-patch.ts"],
  ["src/rules/planted.ts", "../parsing/parsing.ts"],
  ["src/scan/planted.ts", "../review/review-changes.ts"],
  ["src/scan/planted-door.ts", "web-tree-sitter"],
  ["src/review/planted.ts", "../edits/apply-patch.ts"],
  ["src/review/planted-up.ts", "../mcp/tool.ts"],
  ["src/sandbox/planted.ts", "../repository/repository.ts"],
  ["src/frameworks/planted.ts", "../process/start-service.ts"],
  ["src/test-runs/planted.ts", "../edits/apply-patch.ts"],
  ["src/engine.ts", "./mcp/tool.ts"],
  ["src/open-engine.ts", "./mcp/serve.ts"],
  ["src/mcp/planted.ts", "../symbols/find-symbols.ts"],
  ["src/mcp/planted-sdk.ts", "@modelcontextprotocol/client"],
  ["src/setup/planted.ts", "../git/open-git.ts"],
  ["src/setup/planted-door.ts", "execa"],
  ["src/cli/planted.ts", "../words/lex.ts"],
  ["src/main.ts", "./engine.ts"],
  ["tools/planted.ts", "../src/symbols/find-symbols.ts"],
  ["tools/planted-sdk.ts", "@modelcontextprotocol/server"],
];

it("the linter catches an import against the directions in every folder", async () => {
  const house = await temporaryFolder();
  cpSync(join(packageRoot, ".oxlintrc.json"), join(house, ".oxlintrc.json"));
  for (const [file, specifier] of planted) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), `import { something } from "${specifier}";\n\nsomething();\n`);
  }
  const oxlint = join(packageRoot, "node_modules", "oxlint", "bin", "oxlint");
  const { stdout } = spawnSync(process.execPath, [oxlint, "--format=json", "src", "tools"], {
    cwd: house,
    encoding: "utf8",
  });
  const report = JSON.parse(stdout) as { diagnostics: { code?: string; filename: string }[] };
  const caught = report.diagnostics
    .filter(({ code }) => code?.includes("no-restricted-imports"))
    .map(({ filename }) => filename);
  expect(caught.toSorted()).toEqual(planted.map(([file]) => file).toSorted());
});
