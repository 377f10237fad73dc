import type { Parsing } from "../parsing/parsing.ts";
import type { Task } from "../task.ts";
import { findingAt } from "./finding-at.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedSource } from "./source-of.ts";

/** Comments beside each other, without their signs. */
interface Candidate {
  readonly source: ReviewedSource;
  readonly line: number;
  readonly text: string;
}

/** Code that was put into comments: what remains without the signs has the form of statements, and parses as them. */
export async function findCommentedCode(
  sources: readonly ReviewedSource[],
  parsing: Parsing,
  task: Task,
): Promise<readonly ReviewFinding[]> {
  const candidates = sources.flatMap((source) => candidatesIn(source));
  const texts = candidates.map(({ source, text }) => ({ path: source.path, text }));
  const answers = await parsing.textErrors(texts, task);
  return candidates.flatMap(({ source, line }, index) => {
    const answer = answers[index];
    const parses = answer !== undefined && "errors" in answer && answer.errors.length === 0;
    return parses ? [findingAt(source, line, commentedOut)] : [];
  });
}

function candidatesIn(source: ReviewedSource): Candidate[] {
  const { split, lexicon, addedLines } = source;
  const groups: { start: number; end: number; lines: string[] }[] = [];
  for (const { line, endLine, text, isAlone } of split.comments) {
    if (!isAlone || isForTools.test(text) || !allAdded(line, endLine, addedLines)) {
      continue;
    }
    const bare = text.split(/\r?\n/u).map((one) => bareLine(one, lexicon.lineComments));
    const last = groups.at(-1);
    if (last !== undefined && last.end === line - 1) {
      last.end = endLine;
      last.lines.push(...bare);
    } else {
      groups.push({ start: line, end: endLine, lines: [...bare] });
    }
  }
  return groups
    .filter(({ lines }) => isLikeCode(lines, lexicon.family === "python"))
    .map(({ start, lines }) => ({ source, line: start, text: `${dedented(lines).join("\n")}\n` }));
}

/** Documentation, licences, notes, and what tools obey. */
const isForTools =
  /^\W*(?:TODO|FIXME|XXX|HACK)\b|^(?:\/\*\*|\/\/\/|\/\/!|#!|#:)|@ts-|eslint|oxlint|prettier|biome|noqa|type:|pragma|pylint|nolint|go:|c8|istanbul|v8 ignore|copyright|license|example|e\.g\.|```/iu;

function allAdded(line: number, endLine: number, added: ReadonlySet<number>): boolean {
  for (let at = line; at <= endLine; at += 1) {
    if (!added.has(at)) {
      return false;
    }
  }
  return true;
}

function bareLine(text: string, signs: readonly string[]): string {
  const sign = signs.find((one) => text.startsWith(one)) ?? "";
  return text
    .slice(sign.length)
    .replace(/^\/\*+|\*+\/$/gu, "")
    .trimEnd();
}

/** Most lines have the form of statements, and none that of a sentence. */
function isLikeCode(lines: readonly string[], isPython: boolean): boolean {
  const told = lines.map((one) => one.trim()).filter((one) => one !== "");
  const form = isPython ? pythonForm : bracesForm;
  const strong = told.filter((one) => form.test(one)).length;
  const prose = told.some((one) =>
    /^[A-Z][a-z]+ [a-z]+ [a-z]+|[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}/u.test(one),
  );
  return !prose && strong > 0 && strong * 2 >= told.length;
}

const bracesForm = /(?:[\w)\]"'`]\s*;|\)\s*\{|=>\s*\{|^\}[);,]*;?)$/u;
const pythonForm =
  /^(?:return\s+\S+|(?:if|for|while|with|def|class|elif)\s.*:|import\s+\w+|from\s+[\w.]+\s+import\s.*|[\w.[\]"']+\s*[+-]?=\s*[^=\s].*|(?:await\s+)?[\w.]+\.\w+\(.*\))$/u;

function dedented(lines: readonly string[]): readonly string[] {
  const indents = lines
    .filter((one) => one.trim() !== "")
    .map((one) => one.length - one.trimStart().length);
  return lines.map((one) => one.slice(Math.min(...indents)));
}

const commentedOut = {
  severity: "low",
  kind: "left_over",
  rule: "commented-out-code",
  what: "Code was added as a comment",
  why: "Nobody knows whether it still holds; the history keeps what was there",
  advice: "Take it out",
} as const;
