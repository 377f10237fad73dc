import { join } from "node:path";

import type { Language } from "../../src/languages/language.ts";
import type { FileFacts } from "../../src/parsing/facts.ts";
import { GrammarShelf } from "../../src/parsing/grammar-shelf.ts";
import { parseFacts } from "../../src/parsing/parse-text.ts";
import { packageRoot } from "../support/package-root.ts";

/** Grammars of the build, queries of the sources. */
export const shelf = new GrammarShelf({
  grammars: join(packageRoot, "dist", "grammars"),
  queries: join(packageRoot, "src", "languages"),
});

/** The facts of a text, parsed in this process. */
export async function textFacts(language: Language, text: string): Promise<FileFacts> {
  const facts = parseFacts(await shelf.get(language), text, "");
  if (facts === undefined) {
    throw new Error("It took too long to parse.");
  }
  return facts;
}
