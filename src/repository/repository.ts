import { languageOfPath } from "../languages/index.ts";
import type { FileOutline, Unparsed } from "../parsing/facts.ts";
import type { Parsing } from "../parsing/parsing.ts";
import type { Task } from "../task.ts";
import type { OpenSegment } from "../words/documents.ts";
import type { WordIndex } from "../words/word-index.ts";
import type { FileTree, TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { commonLanguage } from "./common-language.ts";
import { shareRuns } from "./share-runs.ts";

/** The repository as it is on disk when an answer begins. */
export interface Current {
  readonly tree: TreeState;
  /** Whether the words are those of the files that hold one name alone; see `currentFor`. */
  readonly partial: boolean;
  /** For the searches of `words/search-words.ts`; valid until the next `current`. */
  readonly words: readonly OpenSegment[];
  /** Whether the index holds the file's words; it does for source files, and not for other text. */
  holds(path: RepoPath): boolean;
  /** Source files whose words the index does not hold, and why. */
  readonly unindexed: ReadonlyMap<RepoPath, string>;
}

/** What every feature reads. */
export interface Repository {
  /** Absolute, with links resolved. */
  readonly root: string;
  /** The listed files alone: enough for what needs no words. */
  files(task: Task): Promise<TreeState>;
  /** The files and their words, brought up to date. */
  current(task: Task): Promise<Current>;
  /**
   * Like `current`, but as long as there is no index at all it answers with the words of the files that hold `name`
   * alone, and leaves the rest to be read behind that answer. Good for a search of that very name and nothing else.
   */
  currentFor(name: string, task: Task): Promise<Current>;
  /** The syntax of files as they are now. */
  facts(
    paths: readonly RepoPath[],
    task: Task,
  ): Promise<ReadonlyMap<RepoPath, FileOutline | Unparsed>>;
  readonly parsing: Parsing;
  /**
   * Gets ready what an earlier session left behind; lists and reads no file of the repository. Answers a file in the
   * language that most of its files were in.
   */
  prepare(): RepoPath | undefined;
  close(): Promise<void>;
}

/** Puts the adapters together so that no two answers refresh the same thing at once. */
export function openRepository(
  root: string,
  tree: FileTree,
  index: WordIndex,
  parsing: Parsing,
): Repository {
  const files = shareRuns((task) => tree.refresh(task.signal));
  const lifetime = new AbortController();
  let warm = false;

  /** Loads the grammar that the first question will most likely need, while the files are listed and lexed. */
  function warmUp(paths: Iterable<RepoPath>): void {
    const language = commonLanguage(paths);
    if (!warm && language !== undefined) {
      warm = true;
      const task = { signal: lifetime.signal, progress: () => undefined };
      // What is wrong with it, the question that needs it will say.
      parsing.warmUp([language], task).catch(() => undefined);
    }
  }

  const words = shareRuns(async (task): Promise<Current> => {
    const listing = files(task);
    // git lists the files meanwhile.
    warmUp(index.load());
    const state = await listing;
    warmUp(state.files.keys());
    await index.refresh(state.files, task);
    return {
      tree: state,
      partial: false,
      words: index.segments(),
      holds: (path) => index.holds(path),
      unindexed: index.unindexed(),
    };
  });
  async function currentFor(name: string, task: Task): Promise<Current> {
    index.load();
    if (!index.isEmpty()) {
      return await words(task);
    }
    const state = await files(task);
    warmUp(state.files.keys());
    const found = await index.preview([...state.files.values()], name, task);
    if (found === undefined) {
      return await words(task);
    }
    // Whoever asks next will find the index there, or wait for this run of it.
    setTimeout(() => {
      words({ signal: lifetime.signal, progress: () => undefined }).catch(() => undefined);
    }, behindAnswerMs).unref();
    return {
      tree: state,
      partial: true,
      words: found.segments,
      holds: () => false,
      unindexed: found.unindexed,
    };
  }

  return {
    root,
    files,
    current: words,
    currentFor,
    parsing,
    facts: (paths, task) => parsing.facts(paths, task),
    prepare() {
      const paths = [...index.load()];
      warmUp(paths);
      const language = commonLanguage(paths);
      return paths.find((path) => languageOfPath(path)?.id === language);
    },
    async close() {
      lifetime.abort();
      tree.close();
      await Promise.all([index.close(), parsing.close()]);
    },
  };
}

/** Time for the first answer to be parsed and sent before reading all words takes the processor. */
const behindAnswerMs = 300;
