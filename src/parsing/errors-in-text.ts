import { languageOfPath } from "../languages/index.ts";
import { Deadline } from "./deadline.ts";
import { findSyntaxErrors } from "./find-syntax-errors.ts";
import type { GrammarShelf } from "./grammar-shelf.ts";
import type { SourceText, TextErrors } from "./parse-job.ts";
import { noGrammar, tookTooLongToCheck } from "./why-unparsed.ts";

/** Finds the syntax errors of a text that is not on disk. Somebody waits to write it, so it gets little time. */
export async function errorsInText(
  { path, text }: SourceText,
  shelf: GrammarShelf,
): Promise<TextErrors> {
  const language = languageOfPath(path);
  if (language === undefined) {
    return noGrammar;
  }
  const grammar = await shelf.get(language);
  const errors = findSyntaxErrors(grammar, text, new Deadline(limitMs));
  return errors === undefined ? tookTooLongToCheck : { errors };
}

/** As `tookTooLongToCheck` says it. */
const limitMs = 200;
