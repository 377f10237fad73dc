import { ToolError } from "../errors.ts";

/** A search as a thread receives it. */
export interface TextPattern {
  readonly source: string;
  readonly flags: string;
  /** The bytes that every hit begins with, for a search that needs no regular expression. */
  readonly literal?: string;
}

/**
 * A literal as a pattern: a line feed in it also matches a file's CRLF. Without a line feed and with case heeded it is
 * found by its bytes.
 */
export function literalPattern(text: string, ignoreCase: boolean): TextPattern {
  const source = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll(/\r?\n/g, "\\r?\\n");
  const flags = ignoreCase ? "gimu" : "gmu";
  return ignoreCase || /[\r\n]/.test(text) ? { source, flags } : { source, flags, literal: text };
}

/**
 * A regular expression of JavaScript's syntax over whole files: `^` and `$` match at lines, `.` matches no line end.
 * A leading `(?i)`, `(?s)` or `(?m)` is taken as a flag, since other engines write them so.
 * @throws ToolError REGEX_INVALID with what is wrong
 */
export function regexPattern(text: string, ignoreCase: boolean): TextPattern {
  const leading = /^\(\?(?<flags>[ims]+)\)/.exec(text);
  const own = leading?.groups?.["flags"] ?? "";
  const source = text.slice(leading?.[0].length ?? 0);
  const flags = `gm${ignoreCase || own.includes("i") ? "i" : ""}${own.includes("s") ? "s" : ""}`;
  // Unicode mode refuses escapes that need none (`\-`), which people write all the same.
  return compiles(source, `${flags}u`) ?? compiles(source, flags) ?? refuse(source, flags);
}

function compiles(source: string, flags: string): TextPattern | undefined {
  try {
    return { source: new RegExp(source, flags).source, flags };
  } catch {
    return undefined;
  }
}

function refuse(source: string, flags: string): never {
  try {
    throw new Error(`It compiles: ${new RegExp(source, flags).source}`);
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: /, "") : "";
    throw new ToolError(
      "REGEX_INVALID",
      `The pattern is no regular expression: ${reason}.`,
      'Correct it, or send mode "literal" to look for the text as it stands.',
    );
  }
}
