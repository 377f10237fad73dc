import { origins } from "../rules/rule.ts";
import type { SyntaxNode } from "../parsing/open-syntax.ts";

/** Patterns of rules look no further: some take the square of a text's length. */
export const longestText = 4_000;

/** What an expression is made of. */
export interface Value {
  /** 0 for constants, then as `origins` are ordered. */
  readonly level: number;
  /** Of a constant text what is between its quotes, else the code that made it. */
  readonly text: string;
  /** It is a text for certain. */
  readonly isText?: boolean;
  /** What stands ahead of the part from outside; `…` for what is not constant. */
  readonly ahead?: string;
  /** Where something from outside came in. */
  readonly source?: SyntaxNode;
}

export const levels = {
  variable: origins.indexOf("variable") + 1,
  built: origins.indexOf("built") + 1,
  input: origins.indexOf("input") + 1,
  request: origins.indexOf("request") + 1,
} as const;

export function constant(text: string): Value {
  return { level: 0, text, isText: true };
}

export function variable(node: SyntaxNode): Value {
  return { level: levels.variable, text: node.text };
}

/** What stands ahead of the first part from outside. */
export function aheadIn(parts: readonly Value[]): string {
  const first = parts.findIndex(({ level }) => level >= levels.input);
  const before = parts.slice(0, Math.max(first, 0));
  return [
    ...before.map(({ level, text }) => (level === 0 ? text : "…")),
    parts[first]?.ahead ?? "",
  ].join("");
}

/** The most harmful of several parts; a constant when there are none. */
export function strongest(values: readonly Value[]): Value {
  const [first = { level: 0, text: "" }, ...others] = values;
  return others.reduce((best, value) => (value.level > best.level ? value : best), first);
}

/** One of several that a name may stand for: as harmful as the worst, with the text of all. */
export function allTogether(values: readonly Value[]): Value {
  const text = values.map((value) => value.text).join("\n");
  return { ...strongest(values), text: text.slice(0, longestText) };
}

/** What is between the quotes of a literal, in any language. */
export function textOf(node: SyntaxNode): string {
  return node.text.replace(/^[A-Za-z]{0,2}(?:"""|'''|["'`])|(?:"""|'''|["'`])$/gu, "");
}

/** A text that is put together from something that is not constant. */
export function asBuilt(value: Value, text: string, ahead: string): Value {
  return { ...value, level: Math.max(value.level, levels.built), text, isText: true, ahead };
}

/** The code of a text that is put together, then what its parts stand for. */
export function withTexts(node: SyntaxNode, parts: readonly Value[]): string {
  const texts = parts.map(({ text }) => text).filter((text) => !node.text.includes(text));
  return [node.text, ...texts].join("\n").slice(0, longestText);
}

/** What a format's text begins with, when it is constant. */
export function beforeFirstHole(parts: readonly Value[]): string {
  return parts.find(({ level }) => level === 0)?.text.replace(/[%{][^]*$/u, "") ?? "";
}
