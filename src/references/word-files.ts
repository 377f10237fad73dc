import type { Current } from "../repository/repository.ts";
import { filesWithWord } from "../words/search-words.ts";
import { wordFlag } from "../words/word-sink.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** The source files that hold a name; a file that holds it in code and in text is in both. */
export interface WordFiles {
  readonly inCode: ReadonlySet<RepoPath>;
  readonly inText: ReadonlySet<RepoPath>;
}

export function wordFiles(current: Current, name: string): WordFiles {
  const parts = wordsIn(name);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return {
      inCode: filesWithWord(current.words, only, wordFlag.code),
      inText: filesWithWord(current.words, only, wordFlag.text),
    };
  }
  // A name that has to be quoted stands in strings, where every part of it is a word.
  const [first = new Set<RepoPath>(), ...others] = parts.map((part) =>
    filesWithWord(current.words, part, wordFlag.code | wordFlag.text),
  );
  const all = new Set([...first].filter((path) => others.every((files) => files.has(path))));
  return { inCode: all, inText: new Set() };
}

/** Whether a name is written without quotes. */
export function isWord(name: string): boolean {
  return wordsIn(name).length === 1;
}

/** The words of a name as the index has them; of a private name, what follows its sign. */
function wordsIn(name: string): string[] {
  return name.match(/[\p{ID_Continue}$]+/gu) ?? [];
}
