import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Language as Syntax, Parser, Query } from "web-tree-sitter";

import type { Language } from "../languages/language.ts";
import { openSyntax } from "./open-syntax.ts";
import { type PatternRule, patternRules } from "./pattern-rules.ts";

/** A language ready to parse and to query. */
export interface Grammar {
  readonly language: Language;
  readonly syntax: Syntax;
  readonly parser: Parser;
  readonly query: Query;
  /** One per pattern of the query. */
  readonly rules: readonly PatternRule[];
  /** Ids of the fields that stand for a capture where a pattern has none. */
  readonly fields: Readonly<Record<"name" | "body" | "value", number | null>>;
}

/** Where the compiled grammars and the queries lie. */
export interface GrammarFolders {
  readonly grammars: string;
  readonly queries: string;
}

/** Loads a grammar and compiles the query of its language. */
export async function openGrammar(language: Language, folders: GrammarFolders): Promise<Grammar> {
  const file = join(folders.grammars, language.grammar);
  const { syntax, parser, query } = await openSyntax(file, readQueries(language, folders.queries));
  return {
    language,
    syntax,
    parser,
    query,
    rules: patternRules(query),
    fields: {
      name: syntax.fieldIdForName("name"),
      body: syntax.fieldIdForName("body"),
      value: syntax.fieldIdForName("value"),
    },
  };
}

function readQueries(language: Language, folder: string): string {
  const names = language.queries ?? [language.id];
  return names.map((name) => readFileSync(join(folder, `${name}.scm`), "utf8")).join("\n");
}
