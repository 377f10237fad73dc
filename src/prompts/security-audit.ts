import { z } from "zod";
import { findSymbols } from "../../tools/find-symbols.ts";
import { getOverview } from "../../tools/get-overview.ts";
import { searchCode } from "../../tools/search-code.ts";
import { definePrompt } from "../mcp/prompt.ts";
import { completePath } from "./complete.ts";
import { compose, fromTool, quoted } from "./compose.ts";
import { dangerousCalls, inputs, secrets } from "./patterns.ts";

export const securityAudit = definePrompt({
  name: "security_audit",
  title: "Security audit",
  description: "Audits a module: where input comes in, what it reaches, secrets.",
  input: z.strictObject({ path: z.string().min(1).max(4096).describe("file or folder") }),
  complete: { path: completePath },
  async write({ path }, context) {
    const search = { path, mode: "regex", limit: 60 } as const;
    return await compose(
      [
        `Audit ${quoted(path)} for security.`,
        "1. From the places below, and from what you find beyond them, say where data from outside comes in and what it can reach: commands, queries, files and paths, deserialization, templates, network, memory. Look for missing checks of identity and rights as well.",
        "2. A match is a candidate, no finding. Read each with read_code, and follow the way of the data with find_references (relation callers, callees) until you know who controls it.",
        "3. Report what holds, the gravest first: path:line, what an attacker sends, how it gets there, what follows, and the smallest mend. Then what you looked at and found sound, and what you could not check.",
        "4. Change nothing before you are told to.",
      ],
      [
        fromTool("Definitions", findSymbols, { path, limit: 100 }, { isNeeded: true, weight: 3 }),
        fromTool(
          "Calls that are dangerous with data from outside",
          searchCode,
          {
            ...search,
            pattern: dangerousCalls,
          },
          { weight: 2 },
        ),
        fromTool("Where data may come in", searchCode, { ...search, pattern: inputs }),
        fromTool("What may be a secret", searchCode, {
          ...search,
          pattern: secrets,
          ignore_case: true,
        }),
        fromTool("What belongs to it", getOverview, { path }),
      ],
      context,
    );
  },
});
