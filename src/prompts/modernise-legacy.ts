import { z } from "zod";
import { checkCode } from "../../tools/check-code.ts";
import { findSymbols } from "../../tools/find-symbols.ts";
import { getOverview } from "../../tools/get-overview.ts";
import { searchCode } from "../../tools/search-code.ts";
import { definePrompt } from "../mcp/prompt.ts";
import { completePath } from "./complete.ts";
import { compose, fromTool, quoted } from "./compose.ts";
import { findDependants } from "./find-dependants.ts";
import { oldIdioms } from "./patterns.ts";

export const moderniseLegacy = definePrompt({
  name: "modernise_legacy",
  title: "Modernise legacy code",
  description: "Brings a file or folder up to date in small steps that change no behaviour.",
  input: z.strictObject({ path: z.string().min(1).max(4096).describe("file or folder") }),
  complete: { path: completePath },
  async write({ path }, context) {
    return await compose(
      [
        `Modernise ${quoted(path)} without changing what it does.`,
        "1. Run the tests that reach it first (run_tests); where there are none, write some that hold what it does now.",
        "2. Plan steps that each stand alone, the safest first: dead code, outdated idioms and interfaces, types, then structure. Say which language and library versions the project's configuration allows, and use nothing newer.",
        "3. Public names stay as they are, or are renamed with rename_symbol so that every reference follows.",
        "4. After each step: check_code with since, then run_tests scope affected. Take a step back (undo_edit) rather than patch over it.",
        "5. End with what was changed, what was left as it is and why.",
      ],
      [
        fromTool("Definitions", findSymbols, { path, limit: 100 }, { isNeeded: true, weight: 3 }),
        fromTool(
          "Old idioms, and what was put off",
          searchCode,
          {
            path,
            mode: "regex",
            pattern: oldIdioms,
            limit: 80,
          },
          { weight: 2 },
        ),
        await findDependants(path, context),
        fromTool("What the compiler says", checkCode, {
          paths: [path],
          kinds: ["types", "syntax", "hints"],
          limit: 40,
        }),
        fromTool("What belongs to it", getOverview, { path }),
      ],
      context,
    );
  },
});
