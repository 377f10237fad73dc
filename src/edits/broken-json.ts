import type { PlannedFile } from "../patching/planned-patch.ts";
import type { Finding } from "./edits.ts";

/** A file whose text was JSON, or is new, and is none any more. */
export interface BrokenJson extends Finding {
  /** Whether it was held to the standard; a file that allows comments is only warned about. */
  readonly strict: boolean;
}

/** Whether a change breaks a JSON file; undefined when it does not, or when it was broken before. */
export function findBrokenJson({
  path,
  before,
  after,
  ranges,
}: PlannedFile): BrokenJson | undefined {
  if (!/\.jsonc?$/iu.test(path) || after === undefined || after.trim() === "") {
    return undefined;
  }
  const wasStrict =
    before === undefined ? !allowsComments.test(path) : whyNoJson(before) === undefined;
  if (!wasStrict && before !== undefined && whyNoJson(withoutComments(before)) !== undefined) {
    return undefined;
  }
  const why = whyNoJson(wasStrict ? after : withoutComments(after));
  const strict = wasStrict && !allowsComments.test(path);
  // A comment in a file that may have them breaks nothing.
  if (why === undefined || (!strict && whyNoJson(withoutComments(after)) === undefined)) {
    return undefined;
  }
  return {
    path,
    line: lineOf(after, why) ?? ranges[0]?.line ?? 1,
    message: `No valid JSON: ${why}`,
    strict,
  };
}

/** Files that their programs read with comments and trailing commas. */
const allowsComments =
  /\.jsonc$|(?:^|\/)(?:[jt]sconfig[^/]*|devcontainer|biome|deno|api-extractor|renovate|turbo|wrangler|\.[\w.-]*rc|\.[\w-]+)\.json$|(?:^|\/)\.(?:vscode|devcontainer|github|zed)\//iu;

function whyNoJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    // Newer engines tell the place a second time: ` (line 1 column 15)`.
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/ \(line \d+ column \d+\)$/u, "");
  }
}

/** With blanks in the place of comments and trailing commas, so that positions stay. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/"(?:\\.|[^"\\\n])*"|\/\/[^\n\r]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//gu, blank)
    .replaceAll(/"(?:\\.|[^"\\\n])*"|,(?=\s*[\]}])/gu, blank);
}

function blank(match: string): string {
  return match.startsWith('"') ? match : match.replaceAll(/[^\n\r]/gu, " ");
}

/** Engines tell the place in their message, if at all. */
function lineOf(text: string, why: string): number | undefined {
  const [, position] = /at position (\d+)/u.exec(why) ?? [];
  return position === undefined
    ? undefined
    : text.slice(0, Number(position)).split(/\r\n|[\r\n]/u).length;
}
