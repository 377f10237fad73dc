import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, type TestContext, test } from "vitest";

import { instructions } from "../../src/mcp/instructions.ts";
import { tools } from "../../tools/index.ts";
import { findOnPath } from "../support/run-framework.ts";
import { makeShop } from "../test-runs/shop.ts";
import { directLoop, scriptedLoop, searches } from "./fix-loop.ts";
import { answersIn, renderTranscript, toolsFound } from "./render-transcript.ts";
import { type CodexRun, runCodex } from "./run-codex.ts";
import type { Act } from "./scripted-model.ts";
import { teaShop } from "./tea-shop.ts";

const transcript = [
  "# The Codex CLI fixes a failing test\n",
  "What the real Codex CLI, started without approvals, showed its model while that did what `fix-loop.ts` says. `npm run test:clients -- -u` writes this anew; records, which Codex shows in one line, are laid out.\n",
];

/** Codex at work in a tea shop of its own. */
async function work(
  context: TestContext,
  model: string,
  turns: readonly (readonly Act[])[],
): Promise<CodexRun & { readonly root: string }> {
  if (findOnPath("bwrap") === undefined) {
    context.skip("without bubblewrap tests can reach anything, and Codex asks before it runs them");
  }
  const root = await makeShop(teaShop);
  return { root, ...(await runCodex(context, model, root, turns)) };
}

describe("the Codex CLI, without approvals", () => {
  test("with a model that has every tool at hand: reads, patches, is told what it forgot, fixes it, tests", async (context) => {
    const run = await work(context, "scripted-model", directLoop);
    expect(run.requests[0]?.tools).toContainEqual(
      expect.objectContaining({
        name: "mcp__repowright",
        description: instructions,
        tools: tools
          .map(({ name }) => name)
          .toSorted()
          .map((name) => expect.objectContaining({ name })),
      }),
    );
    expect(run.calls).toEqual([
      "apply_patch completed",
      "check_code completed",
      "edit_files completed",
      "find_references completed",
      "get_overview completed",
      "read_code completed",
      "run_tests completed",
      "run_tests completed",
    ]);
    const [, tested, , , patched, edited, passed, checked] = answersIn(run.requests);
    expect(tested).toContain('"verdict":"failed"');
    expect(patched).toContain('"message":"TS2554: Expected 2 arguments, but got 1."');
    expect(patched).toContain('"stale_callers":[{"path":"src/receipt.ts"');
    expect(edited).toContain('"stale_callers":[]');
    expect(passed).toContain('"verdict":"passed"');
    expect(checked).toContain('"new":[],"total":0');
    expect(await readFile(join(run.root, "src/receipt.ts"), "utf8")).toContain("* count, count)");
    expect(run.lastMessage).toBe("One tea is no longer discounted.");
    transcript.push("## Tools called one by one\n", renderTranscript(run.requests));
  });

  test("with a model that writes scripts: the same in four of them, a refused patch among it", async (context) => {
    const run = await work(context, "gpt-6.1-sol", scriptedLoop);
    expect(run.calls).toEqual([
      "apply_patch failed",
      "edit_files completed",
      "find_references completed",
      "read_code completed",
      "run_tests completed",
      "run_tests completed",
    ]);
    const [tested, read, refused, fixed] = answersIn(run.requests);
    expect(tested).toContain("Promise<CallToolResult<{ counts: ");
    expect(tested).toContain('"verdict":"failed"');
    expect(read).toContain('["src/basket.ts:18","src/receipt.ts:5"]');
    expect(refused).toMatch(/"isError":true\}\n[A-Z_]+: /u);
    expect(fixed).toMatch(/^passed: 0 failed, 3 passed/mu);
    expect(await readFile(join(run.root, "src/prices.ts"), "utf8")).toContain("count < 10");
    transcript.push("## Tools called by scripts (code mode)\n", renderTranscript(run.requests));
  });

  test("with a model that searches for tools: finds the right one by what it is for", async (context) => {
    const run = await work(context, "gpt-5.5", [
      Object.keys(searches).map((search) => ({ search })),
      [{ call: "run_tests", with: { names: ["ten teas are cheaper"] } }],
      [{ say: "Ten teas are cheaper." }],
    ]);
    // Before it searches, the model sees this much of our instructions.
    expect(JSON.stringify(run.requests[0])).toContain(
      `- mcp__repowright: ${instructions.slice(0, instructions.indexOf(" Start with"))}`,
    );
    const wanted = Object.values(searches);
    expect(toolsFound(run.requests)).toEqual(wanted.map((tool) => expect.arrayContaining([tool])));
    expect(run.calls).toEqual(["run_tests completed"]);
    expect(answersIn(run.requests).at(-1)).toContain('"verdict":"passed"');
  });

  test("the whole is the reviewed file", async ({ skip }) => {
    if (transcript.length < 6) {
      skip("not both runs of Codex took place");
    }
    await expect(transcript.join("\n")).toMatchFileSnapshot("codex-loop.md");
  });
});
