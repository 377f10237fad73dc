import { languages } from "../languages/index.ts";
import type { Current } from "../repository/repository.ts";
import { filesWithPart } from "../words/search-words.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/**
 * The files that hold all words of a name that is no single word (`on-hold`, `content type`); undefined when there is no
 * word in it to look for, as in the name of an operator.
 */
export function filesWithOddName(words: Current["words"], name: string): RepoPath[] | undefined {
  const sets = name
    .split(/[^\w\u0080-\uffff]+/u)
    .filter((word) => /[^\d]/.test(word) && !keywords.has(word.toLowerCase()))
    .map((word) => filesWithPart(words, word, true));
  const [first, ...rest] = sets;
  return first && [...first].filter((path) => rest.every((set) => set.has(path)));
}

/** The index leaves them out of code. */
const keywords: ReadonlySet<string> = new Set(
  languages.flatMap(({ lexicon }) =>
    [...lexicon.keywords, ...lexicon.contextualKeywords, ...lexicon.typeKeywords].map((word) =>
      word.toLowerCase(),
    ),
  ),
);
