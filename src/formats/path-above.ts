import { findFence } from "./code-fence.ts";
import { lineAt, type PatchText } from "./patch-text.ts";

/**
 * The path on the line above a block, or above the fence that the block stands in; else the fallback.
 *
 * @param at the line that opens the block, 0-based
 */
export function findPathAbove(
  text: PatchText,
  at: number,
  { after, fallback }: { readonly after: number; readonly fallback: string | undefined },
): string | undefined {
  const lowest = Math.max(after, at - maxDistance);
  for (let above = at - 1; above >= lowest; above -= 1) {
    const line = lineAt(text, above).trim();
    if (findFence(line) === undefined) {
      return pathIn(line, fallback) ?? fallback;
    }
  }
  return fallback;
}

/** The path, a closing fence, an opening fence. */
const maxDistance = 3;

/**
 * Without the dress of Markdown. With a fallback only what can hardly be prose is a path, or names another file at its
 * end: better a file that is not found than a block for the wrong one.
 */
function pathIn(line: string, fallback: string | undefined): string | undefined {
  if (line.length > maxPathChars) {
    return undefined;
  }
  const plain = line.replace(/^#+ /, "").replace(/:$/, "");
  const path = plain
    .replace(/^(\*\*|`)+/, "")
    .replace(/(\*\*|`)+$/, "")
    .replace(/:$/, "");
  const dressed = path !== plain;
  const spaced = /\s/.test(path);
  const hasSign = /[./\\]\S/.test(path);
  const strict = fallback !== undefined;
  const likely =
    dressed ||
    (spaced ? hasSign && (!strict || path.includes("/") || endsInOther(path, fallback)) : hasSign);
  return /[\p{L}\p{N}_]/u.test(path) && (likely || (!strict && !spaced)) ? path : undefined;
}

function endsInOther(line: string, fallback: string): boolean {
  const last = line.slice(line.search(/\S+$/));
  return /\.\w{1,10}$/.test(last) && !fallback.endsWith(last);
}

const maxPathChars = 4096;
