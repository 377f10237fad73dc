import { languageOfPath } from "../languages/index.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { findSyntaxErrors } from "./find-syntax-errors.ts";
import type { GrammarShelf } from "./grammar-shelf.ts";
import type { ErrorsOutcome } from "./parse-job.ts";
import { readSource } from "./read-source.ts";
import { noGrammar, tookTooLong } from "./why-unparsed.ts";

/** Reads a file below any root and finds its syntax errors. */
export async function errorsIn(
  path: RepoPath,
  { root, shelf }: { readonly root: string; readonly shelf: GrammarShelf },
): Promise<ErrorsOutcome> {
  const language = languageOfPath(path);
  if (language === undefined) {
    return { path, result: noGrammar };
  }
  const source = readSource(root, path);
  if ("unparsed" in source) {
    return { path, result: { unparsed: source.unparsed } };
  }
  const errors = findSyntaxErrors(await shelf.get(language), source.text);
  return { path, result: errors === undefined ? tookTooLong : { errors } };
}
