import { traceImpact } from "../../tools/trace-impact.ts";
import type { PromptContext } from "../mcp/prompt.ts";
import { fromTool, type Section } from "./compose.ts";

/** So many are followed in a few seconds. */
const mostFollowed = 10;

/** Who uses what a file or folder exports, and which tests reach it. */
export async function findDependants(
  path: string,
  { engine, ...task }: PromptContext,
): Promise<Section> {
  const request = { kinds: [], includeSource: false, offset: 0, limit: 200 };
  const { symbols } = await engine.findSymbols({ ...request, path, match: "smart" }, task);
  const exported = symbols.filter((one) => one.exported && one.container === undefined);
  const names = exported.map((one) => `${one.path}#${one.qualified_name}`);
  const followed = [...new Set(names)].filter((name) => name.length <= 500).slice(0, mostFollowed);
  const title = `Who depends on it (${followed.length} of ${new Set(names).size} exported names followed)`;
  return followed.length === 0
    ? {
        title: "Who depends on it",
        gather: async () => await Promise.resolve("No exported definition is known."),
      }
    : fromTool(
        title,
        traceImpact,
        { symbols: followed, max_distance: 1, limit: 60 },
        {
          weight: 2,
        },
      );
}
