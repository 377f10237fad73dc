import { languages } from "../languages/index.ts";
import type { PathScope } from "../repository/path-scope.ts";
import type { Current } from "../repository/repository.ts";
import { filesWithPart } from "../words/search-words.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/**
 * The files of the scope that may hold all of `words`, in the listing's order. Files whose words the index does not hold
 * are among them.
 */
export function filesToSearch(
  current: Current,
  scope: PathScope,
  words: readonly string[],
  ignoreCase: boolean,
): RepoPath[] {
  const sets = words
    .filter((word) => !isInKeyword(word))
    .map((word) => filesWithPart(current.words, word, ignoreCase));
  return scope.files.filter(
    (path) => !current.holds(path) || sets.every((files) => files.has(path)),
  );
}

/** The index leaves keywords out, so a word that is part of one rules nothing out. */
function isInKeyword(word: string): boolean {
  const lower = word.toLowerCase();
  return keywords.some((keyword) => keyword.includes(lower));
}

const keywords = [
  ...new Set(
    languages.flatMap(({ lexicon }) =>
      [...lexicon.keywords, ...lexicon.contextualKeywords, ...lexicon.typeKeywords].map((word) =>
        word.toLowerCase(),
      ),
    ),
  ),
];
