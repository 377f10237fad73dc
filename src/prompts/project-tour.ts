import { z } from "zod";
import { getOverview } from "../../tools/get-overview.ts";
import { findSymbols } from "../../tools/find-symbols.ts";
import { readCode } from "../../tools/read-code.ts";
import type { Engine } from "../engine.ts";
import { definePrompt } from "../mcp/prompt.ts";
import { completeFolder } from "./complete.ts";
import { compose, fromTool, quoted } from "./compose.ts";

export const projectTour = definePrompt({
  name: "project_tour",
  title: "Tour of the project",
  description: "Explains a repository, or a folder of it, to someone new, from what is there.",
  input: z.strictObject({
    path: z.string().max(4096).optional().describe("folder, default the whole repository"),
  }),
  complete: { path: completeFolder },
  async write({ path = "." }, context) {
    const { engine, ...task } = context;
    const overview = await engine.getOverview({ path }, task);
    const what = path === "." ? "this repository" : `the folder ${quoted(path)}`;
    const targets = begins(overview);
    return await compose(
      [
        `Give a tour of ${what} to an engineer who sees it for the first time.`,
        "1. What it is for, in two sentences, and how it is run, built and tested (the very commands).",
        "2. Its main parts: for each the folder, what it does, and the definition to read first, as path:line.",
        "3. Follow one typical request or call through the code, with read_code and find_references; name each step.",
        "4. Conventions a change has to keep, as the instruction files and the code show them.",
        "5. What is unclear, missing or surprising. Say where you looked; claim nothing that you did not read.",
      ],
      [
        fromTool("Overview", getOverview, { path }),
        ...(targets.length === 0
          ? []
          : [fromTool("How it begins", readCode, { targets }, { weight: 2 })]),
        // Of a whole repository they are too many to choose from.
        ...(path === "." ? [] : [fromTool("Definitions", findSymbols, { path, limit: 80 })]),
      ],
      context,
    );
  },
});

type Overview = Awaited<ReturnType<Engine["getOverview"]>>;

/** What a newcomer reads first. */
function begins({ documentation, instructions, packages }: Overview): readonly string[] {
  const readme = documentation.find((one) => /readme/iu.test(one)) ?? documentation[0];
  const architecture = documentation.find((one) => /architecture|design/iu.test(one));
  const entries = packages.flatMap((one) => one.entry_points).slice(0, 2);
  const all = [readme, architecture, instructions[0], ...entries];
  return [...new Set(all.filter((one) => one !== undefined))];
}
