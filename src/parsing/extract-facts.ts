import type { Node } from "web-tree-sitter";

import { collectFound } from "./collect-found.ts";
import type { Deadline } from "./deadline.ts";
import { declareInScopes } from "./declare-in-scopes.ts";
import type { FileFacts } from "./facts.ts";
import type { Found } from "./found.ts";
import type { Grammar } from "./grammar.ts";
import { type LineTable, lineTable } from "./line-table.ts";
import { nestDefinitions } from "./nest-definitions.ts";
import { nestScopes } from "./nest-scopes.ts";
import { placeDefinitions } from "./place-definitions.ts";

/** What a tree tells; everything but the hash and the errors, which the reader of the file and the parser know. */
export function extractFacts(
  grammar: Grammar,
  root: Node,
  { text, deadline }: { readonly text: string; readonly deadline: Deadline },
): Omit<FileFacts, "language" | "hash" | "syntaxErrors"> {
  const lines = lineTable(text);
  const found = collectFound(grammar, root, { text, deadline });
  const placed = placeDefinitions(found, text);
  const { language } = grammar;
  const definitions = nestDefinitions(placed, { found, text, lines, language });
  const scopes = nestScopes(found, text, lines, language);
  return {
    lines: lines.lines,
    definitions,
    imports: placeImports(found, lines),
    exports: found.exports.map(({ node, name, as }) => ({
      name,
      as,
      range: lines.rangeOf(node.startIndex, node.endIndex),
    })),
    ...placePackage(found, text),
    scopes: declareInScopes(definitions, scopes, lines.lines),
  };
}

function placeImports(found: Found, lines: LineTable): FileFacts["imports"] {
  return found.imports.map(({ node, sourceText, name, alias }) => ({
    source: sourceText,
    ...(name !== undefined && { name }),
    ...(alias !== undefined && { alias }),
    ...(found.reexports.has(node.id) && { exported: true as const }),
    range: lines.rangeOf(node.startIndex, node.endIndex),
  }));
}

function placePackage({ packages: [node] }: Found, text: string): Pick<FileFacts, "package"> {
  return node === undefined ? {} : { package: text.slice(node.startIndex, node.endIndex) };
}
