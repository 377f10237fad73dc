import type { SyntaxNode } from "../parsing/open-syntax.ts";
import { childAt } from "./child-at.ts";
import type { LanguageSyntax } from "./language-syntax.ts";

/** What a call's method is called on. */
export function receiverOf(syntax: LanguageSyntax, node: SyntaxNode): SyntaxNode | undefined {
  const call = syntax.calls[node.type];
  const callee = childAt(node, call?.callee);
  return (
    childAt(node, call?.object) ?? (callee && childAt(callee, syntax.members[callee.type]?.[0]))
  );
}
