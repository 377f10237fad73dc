import { languageOfPath } from "../languages/index.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { GrammarShelf } from "./grammar-shelf.ts";
import { matchText } from "./match-tree.ts";
import type { MatchJob, MatchOutcome } from "./parse-job.ts";
import { readSource } from "./read-source.ts";
import { noGrammar, tookTooLong } from "./why-unparsed.ts";

/** Reads a file and searches it for a pattern. A file in whose language the pattern cannot be read has no match. */
export async function matchesIn(
  path: RepoPath,
  { pattern, limit }: MatchJob,
  { root, shelf }: { readonly root: string; readonly shelf: GrammarShelf },
): Promise<MatchOutcome> {
  const language = languageOfPath(path);
  if (language === undefined) {
    return { path, result: noGrammar };
  }
  const source = readSource(root, path);
  if ("unparsed" in source) {
    return { path, result: { unparsed: source.unparsed } };
  }
  const grammar = await shelf.get(language);
  const parsed = shelf.patternFor(grammar, pattern);
  const result = parsed && matchText(grammar, parsed, { text: source.text, limit });
  return {
    path,
    result: parsed === undefined ? { matches: [], complete: true } : (result ?? tookTooLong),
  };
}
