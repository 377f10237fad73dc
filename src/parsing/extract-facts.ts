import type { Node } from "web-tree-sitter";

import { collectFound } from "./collect-found.ts";
import type { Deadline } from "./deadline.ts";
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
): Pick<FileFacts, "lines" | "definitions" | "imports" | "scopes"> {
  const lines = lineTable(text);
  const found = collectFound(grammar, root, { text, deadline });
  const placed = placeDefinitions(found, text);
  return {
    lines: lines.lines,
    definitions: nestDefinitions(placed, { found, text, lines, language: grammar.language }),
    imports: placeImports(found, lines, text),
    scopes: nestScopes(found, text, lines),
  };
}

function placeImports(found: Found, lines: LineTable, text: string): FileFacts["imports"] {
  return found.imports.map(({ node, source, name, alias }) => ({
    source: text.slice(source.startIndex, source.endIndex).replace(quotes, ""),
    ...(name !== undefined && { name }),
    ...(alias !== undefined && { alias }),
    range: lines.rangeOf(node.startIndex, node.endIndex),
  }));
}

const quotes = /^["'`]|["'`]$/gu;
