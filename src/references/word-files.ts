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
  return {
    inCode: filesWithWord(current.words, bare(name), wordFlag.code),
    inText: filesWithWord(current.words, bare(name), wordFlag.text),
  };
}

/** The index holds a private name without its sign. */
function bare(name: string): string {
  return name.replace(/^#/, "");
}
