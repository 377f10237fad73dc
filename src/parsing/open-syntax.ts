import { readFileSync } from "node:fs";

import { Language as Syntax, type Node, Parser, Query } from "web-tree-sitter";

export type SyntaxNode = Node;

/** A grammar with a query of its own, ready to parse. */
export interface OpenSyntax {
  readonly syntax: Syntax;
  readonly parser: Parser;
  readonly query: Query;
}

/** Begun as soon as a thread loads this module: it needs it in any case. */
const starting = Parser.init();
// Whoever awaits it gets the failure.
starting.catch(() => undefined);

/** Loads a grammar and compiles a query: 10 ms for the grammar, the rest for the query. */
export async function openSyntax(grammarFile: string, query: string): Promise<OpenSyntax> {
  await starting;
  const syntax = await Syntax.load(readFileSync(grammarFile));
  const parser = new Parser();
  parser.setLanguage(syntax);
  return { syntax, parser, query: new Query(syntax, query) };
}
