import { ToolError } from "../errors.ts";

/** What a target of `read_code` names. */
export type Target =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "range"; readonly path: string; readonly first: number; readonly last: number }
  | { readonly kind: "symbol"; readonly symbol: string };

/**
 * Takes `path`, `path:10`, `path:10-40`, `path:10-`, `path#L10-L40`, `path:10:5` (a compiler's line and column) and
 * `path#Container.name` apart. Something without a slash, a dot or a range may be a file (`Makefile`) or a symbol
 * (`Cart`): the caller says by `isFile`.
 * @throws ToolError TARGET_INVALID for a range that runs backwards or begins below line 1
 */
export function parseTarget(target: string, isFile: (path: string) => boolean): Target {
  const trimmed = target.trim();
  if (isFile(trimmed)) {
    return { kind: "file", path: trimmed };
  }
  const range = rangePattern.exec(trimmed)?.groups;
  if (range?.["path"] !== undefined) {
    return rangeOf(trimmed, range["path"], Number(range["first"]), range["dash"], range["last"]);
  }
  const named = /^(?<path>[^#:]+):(?<symbol>[^:/\\\d][^/\\]*)$/.exec(trimmed)?.groups;
  if (named?.["path"] !== undefined && isFile(named["path"])) {
    return { kind: "symbol", symbol: `${named["path"]}#${named["symbol"]}` };
  }
  if (/#|::/.test(trimmed) || !/[/\\]|\.\w{1,5}$/.test(trimmed)) {
    return { kind: "symbol", symbol: trimmed };
  }
  return looksQualified.test(trimmed)
    ? { kind: "symbol", symbol: trimmed }
    : { kind: "file", path: trimmed };
}

const rangePattern =
  /^(?<path>.+?)(?::L?|#L)(?<first>\d{1,9})(?:(?<dash>-|\.\.|,)L?(?<last>\d{1,9})?|:\d+)?$/s;

/** `Cart.add` has the form of a file name: with an upper-case beginning and no folder it is a symbol when no file is there. */
const looksQualified = /^[A-Z]\w*\.\w+$/;

function rangeOf(
  target: string,
  path: string,
  first: number,
  dash: string | undefined,
  last: string | undefined,
): Target {
  const end =
    last === undefined ? (dash === undefined ? first : Number.MAX_SAFE_INTEGER) : Number(last);
  if (first < 1 || end < first) {
    throw new ToolError(
      "TARGET_INVALID",
      `${target} is no range of lines: the first line is 1, and the last comes after the first.`,
      "Send path:10-40.",
    );
  }
  return { kind: "range", path, first, last: end };
}
