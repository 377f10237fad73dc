import { holdsTests } from "../overview/find-tests.ts";
import { findingAt } from "./finding-at.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedSource } from "./source-of.ts";

/** What says in words that it is not there yet. Strings are read here, so the line is looked at as it stands. */
const thrown =
  /\b(?:throw|panic|raise|Err|return)\b.*["'`](?:[^"'`]*\b)?(?:not (?:yet )?implemented|unimplemented|todo)\b/iu;
const said: Readonly<Record<string, RegExp>> = {
  rust: /\b(?:todo|unimplemented)!\(/u,
  "c-sharp": /\bthrow new (?:System\.)?NotImplementedException\b/u,
  python: /^\s*raise NotImplementedError\b/u,
  java: /\bthrow new (?:UnsupportedOperationException|NotImplementedException)\((?:"(?:TODO|not|un)[^"]*")\)/iu,
};

/** Branches and bodies that are not written yet. */
export function findUnfinished(source: ReviewedSource): readonly ReviewFinding[] {
  const { split, lexicon, addedLines, path, text } = source;
  if (holdsTests(path)) {
    return [];
  }
  const lines = text.split(/\r?\n/u);
  const told = said[lexicon.family];
  return [...addedLines].flatMap((line) => {
    const code = split.lines[line - 1] ?? "";
    const raw = lines[line - 1] ?? "";
    if (lexicon.family === "python" && isBarePass(split.lines, lines, line)) {
      return [findingAt(source, line, { ...stub, severity: "low" })];
    }
    const isStub =
      told?.test(code) === true || (code.trim() !== "" && thrown.test(raw) && inCode(code));
    const isContract = lexicon.family === "python" && isAbstract(split.lines, line);
    return isStub && !isContract
      ? [findingAt(source, line, { ...stub, severity: "medium" })]
      : returnsNothing(source, line, code)
        ? [findingAt(source, line, { ...stub, severity: "low" })]
        : [];
  });
}

function inCode(code: string): boolean {
  return /\b(?:throw|panic|raise|Err)\b/u.test(code);
}

/** `return null; // TODO`. */
function returnsNothing({ split }: ReviewedSource, line: number, code: string): boolean {
  return (
    /^\s*return(?:\s+(?:null|undefined|nil|None|0|false|""|\{\}|\[\]))?\s*;?\s*$/u.test(code) &&
    split.comments.some(
      (one) =>
        (one.line === line || one.endLine === line - 1) &&
        /\b(?:TODO|FIXME|stub)\b/u.test(one.text),
    )
  );
}

/** `def name(…): pass` with nothing else in it, in no class that only promises. */
function isBarePass(code: readonly string[], raw: readonly string[], line: number): boolean {
  if (!/^\s+pass\s*$/u.test(code[line - 1] ?? "")) {
    return false;
  }
  const above = code.slice(0, line - 1).findLastIndex((one) => one.trim() !== "");
  const head = code[above] ?? "";
  const isFunction = /^\s*(?:async\s+)?def\s+(?!_)\w+\(.*\).*:\s*$/u.test(head);
  const isTold = /["']{3}/u.test(raw[above] ?? "");
  return isFunction && !isTold && !isAbstract(code, line);
}

/** In a class or below a decorator that says that others fill it in; or a method of a base class, where it is the custom. */
function isAbstract(code: readonly string[], line: number): boolean {
  const above = code.slice(0, line);
  const head = above.findLastIndex((one) => /^\s*(?:async\s+)?def\s/u.test(one));
  const indent = /^\s*/u.exec(above[head] ?? "")?.[0].length ?? 0;
  return (
    indent > 0 || /@(?:abstractmethod|overload|typing\.overload|abc\.)/u.test(above[head - 1] ?? "")
  );
}

const stub = {
  kind: "unfinished",
  rule: "stub",
  what: "Code that was added is not written yet",
  why: "Whoever gets here gets an error or nothing",
  advice: "Write it, or leave it out until it is needed",
} as const;
