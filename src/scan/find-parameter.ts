import type { SyntaxNode } from "../parsing/open-syntax.ts";
import { childAt, partsOf } from "./child-at.ts";
import type { Stretch } from "./code-index.ts";
import type { LanguageSyntax } from "./language-syntax.ts";
import { levels, type Value, variable } from "./value.ts";
import { wholeName } from "./whole-name.ts";

/** What a function's parameter of a name holds at a place, or undefined when it has none. */
export function findParameter(
  syntax: LanguageSyntax,
  name: string,
  { node, start }: Stretch,
  at: SyntaxNode,
): Value | undefined {
  const list = (syntax.functions[node.type] ?? []).flatMap((child) => childAt(node, child) ?? []);
  const whole = wholeName(name);
  const parameter = list
    .flatMap((one) => (syntax.names.has(one.type) ? [one] : partsOf(one)))
    .find(({ text }) => whole.test(text.replace(/=[^]*$/u, "")));
  if (parameter === undefined) {
    return undefined;
  }
  if (syntax.harmlessParameter.test(parameter.text)) {
    return { level: 0, text: name };
  }
  const head = `${decoration(node)}${list.map(({ text }) => text).join("")}`;
  const byRequest =
    syntax.requestParameter.test(parameter.text) || syntax.requestFunction.test(head);
  return byRequest && start <= at.startIndex
    ? { level: levels.request, text: name, source: parameter }
    : variable(at);
}

/** Decorators stand before a function, within a node around it. */
function decoration(node: SyntaxNode): string {
  const { parent } = node;
  return parent?.type === "decorated_definition"
    ? parent.text.slice(0, node.startIndex - parent.startIndex)
    : "";
}
