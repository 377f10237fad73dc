import { ToolError } from "../errors.ts";
import { renderName } from "../text/visible.ts";
import type { Finding } from "./edits.ts";

/** What a change would break in the syntax of files that were sound, and how to write it all the same. */
export function refuseSyntax(
  breaking: readonly Finding[],
  planId: string,
  maxChars: number,
): ToolError {
  const shown = breaking.slice(0, mostShown);
  const more = breaking.length - shown.length;
  const lines = [
    `nothing was written. plan=${planId}`,
    ...shown.map(({ path, line, message }) => `${renderName(path)}:${line} ${message}`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  return new ToolError(
    "SYNTAX",
    `${lines.join("\n")}\n`,
    `Send the patch again, corrected, or apply_patch {"plan":"${planId}"} to write it as it is.`,
    { maxChars },
  );
}

const mostShown = 20;
