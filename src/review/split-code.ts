import type { Delimited, Lexicon } from "../languages/lexicon.ts";

/** A comment, delimiters included. */
interface Comment {
  /** 1-based, inclusive. */
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
  /** Whether no code stands on its first line before it. */
  readonly isAlone: boolean;
}

/** A source text taken apart. */
export interface SplitCode {
  /** The text with blanks in place of comments and of what strings hold; as long as the text, lines stay lines. */
  readonly code: string;
  /** The lines of `code`; the first has index 0. */
  readonly lines: readonly string[];
  readonly comments: readonly Comment[];
}

/**
 * Tells code from comments and strings by a lexicon: one pass, no grammar. What is in doubt (interpolations in strings)
 * counts as string, because whoever looks for something in code shall rather miss it than find it where it is none.
 */
export function splitCode(text: string, lexicon: Lexicon): SplitCode {
  const strings = byFirstSign(lexicon.strings);
  const comments: Comment[] = [];
  let code = "";
  let line = 1;
  let at = 0;
  const blank = (end: number, isComment: boolean): void => {
    const part = text.slice(at, end);
    if (isComment) {
      const endLine = line + part.split("\n").length - 1;
      comments.push({ line, endLine, text: part, isAlone: lastLine(code).trim() === "" });
    }
    code += isComment ? hidden(part) : withEnds(part);
    line += part.split("\n").length - 1;
    at = end;
  };
  while (at < text.length) {
    const sign = text[at] ?? "";
    const comment = commentEnd(text, at, lexicon);
    if (comment !== undefined) {
      blank(comment, true);
      continue;
    }
    const end = stringEnd(text, at, strings, lexicon) ?? regexEnd(text, at, code, lexicon);
    if (end !== undefined) {
      blank(end, false);
      continue;
    }
    code += sign;
    line += sign === "\n" ? 1 : 0;
    at += 1;
  }
  return { code, lines: code.split("\n"), comments };
}

function commentEnd(text: string, at: number, lexicon: Lexicon): number | undefined {
  if (lexicon.lineComments.some((sign) => text.startsWith(sign, at))) {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  }
  const block = lexicon.blockComments.find(({ open }) => text.startsWith(open, at));
  if (block === undefined) {
    return undefined;
  }
  const close = text.indexOf(block.close, at + block.open.length);
  return close < 0 ? text.length : close + block.close.length;
}

type Strings = ReadonlyMap<string, readonly Delimited[]>;

function byFirstSign(strings: readonly Delimited[]): Strings {
  const found = new Map<string, Delimited[]>();
  for (const one of strings) {
    const first = one.open[0] ?? "";
    found.set(first, [...(found.get(first) ?? []), one]);
  }
  return found;
}

function stringEnd(
  text: string,
  at: number,
  strings: Strings,
  lexicon: Lexicon,
): number | undefined {
  const raw = rawStringEnd(text, at, lexicon);
  if (raw !== undefined) {
    return raw;
  }
  const sign = text[at] ?? "";
  if (lexicon.lifetimes && sign === "'") {
    const character = /^'(?:\\[^']+|[^'\\\n])'/u.exec(text.slice(at, at + 12));
    return character === null ? undefined : at + character[0].length;
  }
  const isInWord = isWord.test(sign) && isWord.test(text[at - 1] ?? "");
  const one = isInWord
    ? undefined
    : strings.get(sign)?.find(({ open }) => text.startsWith(open, at));
  return one === undefined ? undefined : closeOf(text, at + one.open.length, one);
}

const isWord = /[\p{ID_Continue}$]/u;

/** Rust's `r#"…"#` and C#'s `"""…"""`. */
function rawStringEnd(text: string, at: number, { rawStrings }: Lexicon): number | undefined {
  const form = rawStrings === "rust" ? /^b?r(#*)"/u : rawStrings === "c-sharp" ? /^("{3,})/u : null;
  const open = form?.exec(text.slice(at, at + 20));
  if (open === null || open === undefined || isWord.test(text[at - 1] ?? "")) {
    return undefined;
  }
  const fence = open[1] ?? "";
  const close = text.indexOf(rawStrings === "rust" ? `"${fence}` : fence, at + open[0].length);
  return close < 0 ? text.length : close + fence.length + (rawStrings === "rust" ? 1 : 0);
}

function closeOf(text: string, from: number, one: Delimited): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === one.escape) {
      at += 1;
    } else if (text.startsWith(one.close, at)) {
      const after = at + one.close.length;
      if (one.doubled !== true || !text.startsWith(one.close, after)) {
        return after;
      }
      at = after;
    } else if (text[at] === "\n" && one.multiline !== true) {
      return at;
    } else if (one.interpolation?.open === "${" && text.startsWith("${", at)) {
      at = bracesEnd(text, at + 2) - 1;
    }
  }
  return text.length;
}

/** After the brace that closes the code in a template, which may hold templates itself. */
function bracesEnd(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (sign === "{" || sign === "}") {
      depth += sign === "{" ? 1 : -1;
      if (depth === 0) {
        return at + 1;
      }
    } else if (sign === "`" || sign === '"' || sign === "'") {
      at = closeOf(text, at + 1, sign === "`" ? template : quoted(sign)) - 1;
    }
  }
  return text.length;
}

const template: Delimited = {
  open: "`",
  close: "`",
  escape: "\\",
  multiline: true,
  interpolation: { open: "${", close: "}" },
};

function quoted(sign: string): Delimited {
  return { open: sign, close: sign, escape: "\\" };
}

/** A regular expression, where a value may stand. */
function regexEnd(
  text: string,
  at: number,
  code: string,
  { regexLiterals }: Lexicon,
): number | undefined {
  if (!regexLiterals || text[at] !== "/" || !valueMayStart.test(code.slice(-40))) {
    return undefined;
  }
  const found = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/u.exec(
    text.slice(at, at + 2000),
  );
  return found === null ? undefined : at + found[0].length;
}

const valueMayStart =
  /(?:^|[(,=:[!&|?{};+~*%^<>-]|=>|\b(?:return|typeof|case|in|of|do|else|throw|await|yield))\s*$/u;

function lastLine(code: string): string {
  return code.slice(code.lastIndexOf("\n") + 1);
}

function hidden(part: string): string {
  return part.replaceAll(/[^\n]/gu, (sign) => " ".repeat(sign.length));
}

/** What a string holds is hidden, its first and last sign stay. */
function withEnds(part: string): string {
  return part.length < 2 ? part : `${part[0]}${hidden(part.slice(1, -1))}${part.at(-1)}`;
}
