import { languageOfPath } from "../languages/index.ts";
import type { GrammarShelf } from "./grammar-shelf.ts";
import type { SourceText, TextOutcome } from "./parse-job.ts";
import { parseFacts } from "./parse-text.ts";
import { noGrammar, tookTooLong } from "./why-unparsed.ts";

/** Takes the outline of a text that is not on disk. */
export async function outlineOfText(
  { path, text }: SourceText,
  shelf: GrammarShelf,
): Promise<TextOutcome> {
  const language = languageOfPath(path);
  if (language === undefined) {
    return noGrammar;
  }
  const facts = parseFacts(await shelf.get(language), text, "");
  if (facts === undefined) {
    return tookTooLong;
  }
  const { scopes: _scopes, ...outline } = facts;
  return outline;
}
