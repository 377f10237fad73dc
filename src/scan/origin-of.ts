import type { SyntaxNode } from "../parsing/open-syntax.ts";
import type { LanguageSyntax } from "./language-syntax.ts";
import { levels, type Value } from "./value.ts";

/** The value of a name that brings in something from outside; undefined for all others. */
export function originOf(
  { requests, inputs }: LanguageSyntax,
  name: string,
  node: SyntaxNode,
): Value | undefined {
  const input = inputs.test(name) ? levels.input : undefined;
  const level = requests.test(name) ? levels.request : input;
  return level === undefined ? undefined : { level, text: node.text, source: node };
}
