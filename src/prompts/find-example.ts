import { ToolError } from "../errors.ts";
import type { PromptContext } from "../mcp/prompt.ts";

/**
 * A test file to go by in testing a symbol: the namesake of its file, or another of the folder that covers it, or of the
 * folder with the most tests.
 * @throws ToolError what `read_code` says of a symbol that is not there
 */
export async function findExample(
  symbol: string,
  { engine, ...task }: PromptContext,
): Promise<string | undefined> {
  const request = { targets: [symbol], context: 0, editReady: false };
  const [section] = (await engine.readCode(request, task)).sections;
  if (section?.kind === "failure") {
    throw new ToolError(section.code, section.message, section.next);
  }
  const path = section?.path ?? "";
  const { tests } = await engine.getOverview({}, task);
  const covering = tests
    .filter(({ covers }) => covers !== undefined && path.startsWith(`${covers}/`))
    .toSorted((a, b) => (b.covers?.length ?? 0) - (a.covers?.length ?? 0));
  const folder = (covering[0] ?? tests[0])?.path;
  const files = folder === undefined ? [] : await engine.findPaths(task);
  // Helpers lie beside tests.
  const names = files
    .filter((one) => one.slice(0, one.lastIndexOf("/")) === folder)
    .toSorted((a, b) => Number(looksLikeTest(b)) - Number(looksLikeTest(a)));
  const stem = /([^/]+?)\.\w+$/u.exec(path)?.[1] ?? path;
  return names.find((one) => one.slice(one.lastIndexOf("/") + 1).includes(stem)) ?? names[0];
}

function looksLikeTest(path: string): boolean {
  return /(?:test|spec)[^/]*$/iu.test(path);
}
