import { z } from "zod";
import { defineTool, maxChars } from "../src/mcp/tool.ts";
import { renderOverview } from "../src/text/overview.ts";
import { sizedOverview } from "../src/text/sized-overview.ts";

const texts = z.array(z.string());

export const getOverview = defineTool({
  name: "get_overview",
  title: "Overview of the repository",
  description:
    "Shows what a repository consists of; use it first in an unknown one. Answers languages (and whether symbols are known for them), packages with entry points, scripts and dependencies on each other, folders, where tests live and what they cover, configuration, agent instruction files (AGENTS.md, CLAUDE.md and others) and documentation. path limits it to a folder.",
  effect: "read",
  input: z.strictObject({
    path: z.string().min(1).max(4096).optional().describe("folder, default all"),
    max_chars: maxChars,
  }),
  output: z.object({
    root_name: z.string(),
    files: z.number(),
    listed_by: z.string(),
    languages: z.array(
      z.object({ language: z.string(), files: z.number(), bytes: z.number(), symbols: z.string() }),
    ),
    packages: z.array(
      z.object({
        path: z.string(),
        name: z.string().optional(),
        ecosystem: z.string(),
        manifest: z.string(),
        entry_points: texts,
        scripts: texts,
        depends_on: texts.optional(),
      }),
    ),
    folders: z.array(
      z.object({ path: z.string(), files: z.number(), role: z.string().optional() }),
    ),
    tests: z.array(
      z.object({ path: z.string(), files: z.number(), covers: z.string().optional() }),
    ),
    configuration: texts,
    instructions: texts,
    documentation: texts,
    notes: texts,
  }),
  call: async ({ path }, context) => await context.engine.getOverview({ path }, context),
  render: (overview) => {
    const sized = sizedOverview(overview);
    return {
      most: sized.most,
      at: (detail) => ({ record: sized.at(detail), text: renderOverview(sized.at(detail)) }),
    };
  },
});
