import { z } from "zod";
import { findSymbols } from "../../tools/find-symbols.ts";
import { getOverview } from "../../tools/get-overview.ts";
import { readCode } from "../../tools/read-code.ts";
import { ToolError } from "../errors.ts";
import { definePrompt, type PromptContext } from "../mcp/prompt.ts";
import { completeFolder, completePath } from "./complete.ts";
import { compose, fromTool, quoted, type Section } from "./compose.ts";

export const implementApi = definePrompt({
  name: "implement_api",
  title: "Implement an API",
  description: "Implements an interface from its specification, in the manner of the code around.",
  input: z.strictObject({
    spec: z.string().min(1).max(20_000).describe("file of the specification, or its text"),
    folder: z.string().max(4096).optional().describe("where it goes, default the root"),
  }),
  complete: { spec: completePath, folder: completeFolder },
  async write({ spec, folder = "." }, context) {
    const specification = await readSpecification(spec, context);
    const isThere = await isFolder(folder, context);
    const around = isThere ? { path: folder } : {};
    return await compose(
      [
        `Implement the API specified below in ${quoted(folder)}${isThere ? "" : ", a folder that is not there yet"}.`,
        "1. List every operation, type, error and limit of the specification. What it leaves open, decide and say so; what contradicts itself, ask.",
        "2. Find the code here that is most like it (find_symbols, search_code) and keep its manner: layout, names, validation, errors, tests.",
        "3. Types and signatures first, then the code, in patches that each compile (apply_patch with verify types). Input from outside is checked once, where it comes in.",
        "4. Tests for each operation: what is promised, wrong input, and limits. Run them with run_tests.",
        "5. Report operation by operation what is there, what is tested, and what is missing. No stubs that pretend to work.",
      ],
      [
        specification,
        fromTool("What is there", getOverview, around),
        ...(isThere
          ? [fromTool("Definitions there", findSymbols, { path: folder, limit: 80 })]
          : []),
      ],
      context,
    );
  },
});

/** A file of the repository where there is one of that name, else the text itself. */
async function readSpecification(
  spec: string,
  { engine, ...task }: PromptContext,
): Promise<Section> {
  const weight = 3;
  if (/^[a-z][a-z\d+.-]*:\/\/\S+$/iu.test(spec)) {
    throw new ToolError(
      "SPEC_IS_URL",
      `${quoted(spec)} is an address, and nothing is fetched from a network here.`,
      "Save the specification in the repository and give its path, or give its text.",
    );
  }
  try {
    await engine.readFile(spec, task);
    return fromTool("The specification", readCode, { targets: [spec] }, { weight });
  } catch (error) {
    if (!(error instanceof ToolError) || !/\s/u.test(spec)) {
      throw error;
    }
    return {
      title: "The specification",
      weight,
      gather: async () => await Promise.resolve(spec),
    };
  }
}

/** @throws ToolError for a path that can be none here */
async function isFolder(path: string, { engine, ...task }: PromptContext): Promise<boolean> {
  try {
    await engine.getOverview({ path }, task);
    return true;
  } catch (error) {
    if (error instanceof ToolError && error.code === "NOT_FOUND") {
      return false;
    }
    throw error;
  }
}
