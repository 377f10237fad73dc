import type { Definition } from "../parsing/facts.ts";

export interface Parameter {
  readonly name: string;
  /** Undefined where none is written. */
  readonly type: string | undefined;
  readonly isOptional: boolean;
  /** Takes any number of arguments. */
  readonly isRest: boolean;
}

/** The parameters that a caller gives, as a signature tells them; undefined where it does not tell all of them. */
export function parametersOf(
  { signature, name }: Pick<Definition, "signature" | "name">,
  family: string,
): readonly Parameter[] | undefined {
  const start = listStart(signature, name);
  const parts = start === undefined ? undefined : partsOf(signature, start);
  if (parts === undefined) {
    return undefined;
  }
  const given = parts.filter(
    (part) => !/^(?:&?(?:mut\s+)?self\b|cls$|\*$|\/$|this\b)/u.test(part.trim()),
  );
  return given.map((part) => readParameter(part.trim(), family));
}

/** After the bracket that opens the list: `name(`, `name<T>(`, `name = async (`. */
function listStart(signature: string, name: string): number | undefined {
  const escaped = name.replaceAll(/[$^.*+?()[\]{}|\\#]/gu, String.raw`\$&`);
  const found = new RegExp(
    String.raw`(?<![\w$])${escaped}\s*(?:<[^()]*>|\[[^()]*\])?\s*(?::[^=]*)?(?:=\s*(?:async\s*)?(?:function\s*\w*\s*)?)?\(`,
    "u",
  ).exec(signature);
  return found === null ? undefined : found.index + found[0].length;
}

/** What stands between commas, up to the bracket that closes; undefined when none does. */
export function partsOf(text: string, start: number): readonly string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (sign === '"' || sign === "'" || sign === "`") {
      at = closingQuote(text, at, sign);
    } else if ("([{".includes(sign) || (sign === "<" && /[\w>]/u.test(text[at - 1] ?? ""))) {
      depth += 1;
    } else if (
      ")]}".includes(sign) ||
      (sign === ">" && !"=-".includes(text[at - 1] ?? "") && depth > 0)
    ) {
      if (depth === 0) {
        const last = text.slice(from, at);
        return last.trim() === "" ? parts : [...parts, last];
      }
      depth -= 1;
    } else if (sign === "," && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return undefined;
}

function closingQuote(text: string, at: number, quote: string): number {
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === "\\") {
      end += 1;
    } else if (text[end] === quote) {
      return end;
    }
  }
  return text.length;
}

function readParameter(part: string, family: string): Parameter {
  const isRest = /^(?:\.\.\.|\*)|\.\.\./u.test(part.replace(/=.*$/su, ""));
  if (family === "java" || family === "c-sharp") {
    const [, type, name = part, fallback] = /^(.*?)\s*\b(\w+)\s*(=.*)?$/su.exec(part) ?? [];
    return { name, type, isOptional: fallback !== undefined || /^params\b/u.test(part), isRest };
  }
  if (family === "go") {
    const [name = part, ...type] = part.split(/\s+/u);
    return { name, type: type.join(" "), isOptional: false, isRest };
  }
  const [, name = part, mark, type, fallback] =
    /^(?:(?:public|private|protected|readonly|mut)\s+)*(?:\.\.\.|\*{0,2})([\w$#]+|[{[].*[}\]])(\?)?\s*(?::\s*(.*?))?\s*((?<![=!<>])=(?![>=]).*)?$/su.exec(
      part,
    ) ?? [];
  return {
    name,
    type: type?.trim(),
    isOptional: mark !== undefined || fallback !== undefined,
    isRest,
  };
}
