import type { SyntaxNode } from "../parsing/open-syntax.ts";
import type { Child } from "./language-syntax.ts";

/** A child by its field, or by its position among the named ones; a negative position counts from the end. */
export function childAt(node: SyntaxNode, child: Child | undefined): SyntaxNode | undefined {
  if (child === undefined) {
    return undefined;
  }
  const found =
    typeof child === "string" ? node.childForFieldName(child) : node.namedChildren.at(child);
  return found ?? undefined;
}

/** The named children that are no comments. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren.filter((child) => !child.type.includes("comment"));
}
