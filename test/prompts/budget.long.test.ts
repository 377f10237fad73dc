import { expect, onTestFinished, test } from "vitest";

import { maxPromptChars } from "../../src/mcp/prompt.ts";
import { packageRoot } from "../support/package-root.ts";
import { startServer } from "../support/start-server.ts";

test.each([
  { title: "project_tour", name: "project_tour", given: {} },
  { title: "project_tour of a folder", name: "project_tour", given: { path: "src" } },
  { title: "security_audit", name: "security_audit", given: { path: "src" } },
  { title: "modernise_legacy", name: "modernise_legacy", given: { path: "src/process" } },
  { title: "generate_tests", name: "generate_tests", given: { symbol: "splitLines" } },
  {
    title: "implement_api from a file",
    name: "implement_api",
    given: { spec: "README.md", folder: "src" },
  },
  {
    title: "implement_api from a long text",
    name: "implement_api",
    given: { spec: "GET /orders lists orders.\n".repeat(700) },
  },
])(
  "$title of a large repository keeps to its budget",
  async ({ name, given }) => {
    const server = await startServer({ root: packageRoot });
    onTestFinished(server.close);
    const { messages } = await server.client.getPrompt({ name, arguments: { ...given } });
    const [message] = messages;
    const text = message?.content.type === "text" ? message.content.text : "";
    expect(text.length).toBeLessThanOrEqual(maxPromptChars);
    // Every fence that was opened was closed.
    const sections = text.match(/^## /gmu)?.length ?? 0;
    expect(sections).toBeGreaterThan(1);
    expect(text.match(/^`{3,}$/gmu)).toHaveLength(2 * sections);
  },
  90_000,
);
