import { startServer } from "../support/start-server.ts";
import { ctagsDifferences, runCtags, type Tag } from "./ctags-differences.ts";
import type { Figure } from "./measure.ts";

/** Which of our kinds is as good as a kind of universal-ctags' TypeScript parser. */
const sameKinds = new Map([
  ["function", ["function", "constant"]],
  ["class", ["class"]],
  ["interface", ["interface"]],
  ["alias", ["type"]],
  ["enum", ["enum"]],
  ["method", ["method", "constructor", "accessor"]],
]);

/** Every function, class, interface, type, enum and method that universal-ctags finds, and whether `find_symbols` does. */
export async function measureDefinitions(
  root: string,
  paths: readonly string[],
): Promise<{ figures: Figure[]; missing: readonly Tag[] }> {
  const ctags = await runCtags(root, paths).catch(() => undefined);
  if (ctags === undefined) {
    return { figures: [], missing: [] };
  }
  const server = await startServer({ root });
  const ours: Tag[] = [];
  try {
    for (const path of paths) {
      ours.push(...(await outlineOf(server, path)));
    }
  } finally {
    await server.close();
  }
  const { compared, found, missing } = ctagsDifferences(ctags, ours, sameKinds);
  const figures: Figure[] = [
    {
      name: "definitions of universal-ctags that find_symbols has",
      value: found / compared,
      unit: "ratio",
      note: `${found} of ${compared}`,
    },
    {
      name: "definitions in all",
      value: ours.length,
      unit: "count",
      beside: { tool: "ctags", value: ctags.length },
    },
  ];
  return { figures, missing };
}

async function outlineOf(
  server: Awaited<ReturnType<typeof startServer>>,
  path: string,
): Promise<Tag[]> {
  const tags: Tag[] = [];
  let cursor: string | undefined;
  do {
    const result = await server.call("find_symbols", {
      path,
      limit: 200,
      max_chars: 30_000,
      ...(cursor === undefined ? {} : { cursor }),
    });
    // Checked by the client against the tool's own schema.
    const page = result.structuredContent as {
      symbols: { name: string; kind: string; line: number; path: string }[];
      cursor?: string;
    };
    tags.push(...page.symbols);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return tags;
}
