import { join } from "node:path";
import { Language as Grammar, Parser } from "web-tree-sitter";

import type { Language } from "../../src/languages/language.ts";
import { openGrammar } from "../../src/parsing/grammar.ts";
import { parseFacts } from "../../src/parsing/parse-text.ts";
import { packageRoot } from "../support/package-root.ts";

/** Node types that are names in the grammars; literals named `nil` or `true` are not. */
const identifierTypes = new Set([
  "identifier",
  "property_identifier",
  "private_property_identifier",
  "shorthand_property_identifier",
  "shorthand_property_identifier_pattern",
  "shorthand_field_identifier",
  "statement_identifier",
  "type_identifier",
  "field_identifier",
  "package_identifier",
  "label_name",
  "blank_identifier",
]);

const grammars = join(packageRoot, "dist", "grammars");
const parsers = new Map<string, Promise<Parser>>();

async function parserOf(language: Language): Promise<Parser> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Grammar.load(join(grammars, language.grammar)));
  return parser;
}

/** The names that tree-sitter sees in a source, each once, without a private member's `#`. */
export async function identifiersOf(language: Language, text: string): Promise<Set<string>> {
  const parser = parsers.get(language.id) ?? parserOf(language);
  parsers.set(language.id, parser);
  const tree = (await parser).parse(text);
  const names = new Set<string>();
  if (tree === null) {
    return names;
  }
  const cursor = tree.walk();
  for (let more = true; more;) {
    if (identifierTypes.has(cursor.nodeType) && !cursor.nodeIsMissing) {
      names.add(cursor.nodeText.replace(/^(#|r#|@)/, ""));
    }
    more = cursor.gotoFirstChild() || cursor.gotoNextSibling();
    while (!more && cursor.gotoParent()) {
      more = cursor.gotoNextSibling();
    }
  }
  cursor.delete();
  tree.delete();
  return names;
}

/** Whether tree-sitter could not read all of a source: then it is no judge of what its names are. */
export async function hasSyntaxErrors(language: Language, text: string): Promise<boolean> {
  const parser = parsers.get(language.id) ?? parserOf(language);
  parsers.set(language.id, parser);
  const tree = (await parser).parse(text);
  const broken = tree === null || tree.rootNode.hasError;
  tree?.delete();
  return broken;
}

/**
 * Whether a word is one of the language's own. Grammars call some of them identifiers (Rust's inside of macros, a member called
 * `delete`); the index leaves them out, and a search for one reads the files instead.
 */
export function isReserved({ lexicon }: Language, word: string): boolean {
  return [
    ...lexicon.keywords,
    ...lexicon.contextualKeywords,
    ...lexicon.typeKeywords,
    "macro_rules",
  ].includes(word);
}

const opened = new Map<string, ReturnType<typeof openGrammar>>();

/** The names of the definitions in a source that are single words. */
export async function definitionNames(language: Language, text: string): Promise<Set<string>> {
  const grammar =
    opened.get(language.id) ??
    openGrammar(language, { grammars, queries: join(packageRoot, "src", "languages") });
  opened.set(language.id, grammar);
  const facts = parseFacts(await grammar, text, "");
  const names = (facts?.definitions ?? []).map(({ name }) => name.replace(/^(#|r#|@)/, ""));
  return new Set(
    names.filter((name) => !isReserved(language, name) && /^[\w$\u0080-\uffff]+$/u.test(name)),
  );
}
