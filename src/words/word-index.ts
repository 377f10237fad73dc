import { languageOfPath } from "../languages/index.ts";
import type { Task } from "../task.ts";
import { openPool } from "../threads/pool.ts";
import type { ListedFile } from "../workspace/listing.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { sameStamp, type Stamp } from "../workspace/stamp.ts";
import { balanced, bytesOf, pathsOf } from "./batches.ts";
import { type CachedFile, readCache, writeCache } from "./cache-file.ts";
import { Documents, type OpenSegment } from "./documents.ts";
import { indexDocuments, type IndexedDocuments, type IndexedFile } from "./index-documents.ts";
import { mergeSegments } from "./merge-segments.ts";
import type { WordResult, WordTask, WordThreadData } from "./word-thread.ts";

export interface WordIndex {
  /** Reads the cache file, once; answers the files it tells of. `refresh` does it where nobody did. */
  load(): Iterable<RepoPath>;
  /**
   * Brings the index up to date with the source files among those listed; unchanged ones cost one comparison.
   * When it is cancelled, nothing is lost: the next call goes on with what is missing.
   */
  refresh(files: ReadonlyMap<RepoPath, ListedFile>, task: Task): Promise<void>;
  /** Whether no file is known yet: then `preview` answers sooner than `refresh`. */
  isEmpty(): boolean;
  /**
   * The words of just those source files that hold a text, found by their bytes; the index itself stays as it is.
   * Undefined where reading all words is the better way: in a small repository, and for a name that is everywhere.
   */
  preview(files: readonly ListedFile[], text: string, task: Task): Promise<Preview | undefined>;
  /** All segments, for the functions that search words. Valid until the next `refresh`. */
  segments(): readonly OpenSegment[];
  /** Whether the index knows the file's words. Where it does not, an answer that depends on them has to look itself. */
  holds(path: RepoPath): boolean;
  /** Source files without words in the index, and why. */
  unindexed(): ReadonlyMap<RepoPath, string>;
  /** Writes the cache file if there is something new, and ends the threads. */
  close(): Promise<void>;
}

interface Preview {
  readonly segments: readonly OpenSegment[];
  /** Source files that were not looked at, and why. */
  readonly unindexed: ReadonlyMap<RepoPath, string>;
}

export interface WordIndexOptions {
  readonly root: string;
  /** Where the index is kept between runs; undefined to keep none. */
  readonly cacheFile: string | undefined;
  readonly threads: number;
}

/** Opens an index. Nothing is read before the first `refresh`. */
export function openWordIndex(options: WordIndexOptions): WordIndex {
  const pool = openPool<WordTask, WordResult>({
    module: new URL("word-thread.js", import.meta.url),
    threads: options.threads,
    idleMs: 2000,
    data: { root: options.root } satisfies WordThreadData,
  });
  const documents = new Documents();
  const entries = new Map<RepoPath, Entry>();
  let loaded = false;
  let unsaved = false;
  let saving: NodeJS.Timeout | undefined;

  function load(): Iterable<RepoPath> {
    if (!loaded && options.cacheFile !== undefined) {
      readFromCache(options.cacheFile);
    }
    loaded = true;
    return entries.keys();
  }

  function readFromCache(cacheFile: string): void {
    const cached = readCache(cacheFile);
    cached.segments.forEach((segment) => documents.add(segment));
    for (const file of cached.files) {
      const [path, entry] = entryFromCache(file);
      if (entry.key === undefined || documents.has(entry.key)) {
        record(path, entry);
      }
    }
  }

  async function refresh(files: ReadonlyMap<RepoPath, ListedFile>, task: Task): Promise<void> {
    load();
    forgetAbsent(files);
    const unknown = [...files.values()].filter(
      (file) => languageOfPath(file.path) !== undefined && !isKnown(file),
    );
    if (unknown.length === 0) {
      return;
    }
    await indexAll(unknown, task);
    if (documents.needsMerge()) {
      await merge(task);
    }
    unsaved = true;
    saveLater();
  }

  function forgetAbsent(files: ReadonlyMap<RepoPath, ListedFile>): void {
    for (const [path, entry] of entries) {
      if (!files.has(path)) {
        forget(path, entry);
      }
    }
  }

  function forget(path: RepoPath, entry: Entry | undefined): void {
    if (entry?.key !== undefined) {
      documents.release(entry.key, path);
    }
    entries.delete(path);
  }

  function isKnown(file: ListedFile): boolean {
    const entry = entries.get(file.path);
    return entry !== undefined && !entry.racy && sameStamp(entry.stamp, file.stamp);
  }

  function record(path: RepoPath, entry: Entry): void {
    forget(path, entries.get(path));
    entries.set(path, entry);
    if (entry.key !== undefined) {
      documents.claim(entry.key, path);
    }
  }

  async function indexAll(files: readonly ListedFile[], task: Task): Promise<void> {
    const bytes = bytesOf(files);
    if (bytes <= inlineBytes) {
      take(indexDocuments(options.root, pathsOf(files)));
      return;
    }
    const batches = balanced(
      files,
      options.threads * Math.ceil(bytes / (options.threads * batchBytes)),
    );
    let done = 0;
    await Promise.all(
      batches.map(async (batch) => {
        const result = await pool.run({ kind: "index", paths: pathsOf(batch) }, task.signal);
        if ("files" in result) {
          take(result);
        }
        done += batch.length;
        task.progress(done, files.length, "reading the words of the repository");
      }),
    );
  }

  async function preview(
    files: readonly ListedFile[],
    text: string,
    task: Task,
  ): Promise<Preview | undefined> {
    const sources = files.filter(({ path }) => languageOfPath(path) !== undefined);
    if (bytesOf(sources) < previewBytes) {
      return undefined;
    }
    const held = await Promise.all(
      balanced(sources, options.threads).map(async (batch) => {
        const result = await pool.run(
          { kind: "holding", paths: pathsOf(batch), text },
          task.signal,
        );
        return "problems" in result ? result : { paths: [], problems: [] };
      }),
    );
    const paths = held.flatMap((one) => one.paths);
    if (paths.length > previewFiles) {
      return undefined;
    }
    const found = new Documents();
    const { segment, files: indexed } = indexDocuments(options.root, paths);
    found.add(segment);
    const unindexed = new Map(held.flatMap((one) => one.problems));
    for (const file of indexed) {
      if ("key" in file) {
        found.claim(file.key, file.path);
      } else {
        unindexed.set(file.path, file.problem);
      }
    }
    return { segments: found.open(), unindexed };
  }

  function take(indexed: IndexedDocuments): void {
    documents.add(indexed.segment);
    indexed.files.forEach((file) => record(file.path, entryOf(file)));
  }

  async function merge(task: Task): Promise<void> {
    const { sources, replace } = documents.merging();
    const bytes = sources.reduce((sum, source) => sum + source.bytes.byteLength, 0);
    if (bytes <= inlineBytes) {
      replace(mergeSegments(sources));
    } else {
      const result = await pool.run({ kind: "merge", segments: sources }, task.signal);
      if ("segment" in result) {
        replace(result.segment);
      }
    }
  }

  function saveLater(): void {
    if (options.cacheFile !== undefined) {
      clearTimeout(saving);
      saving = setTimeout(() => void save(), saveAfterMs).unref();
    }
  }

  async function save(): Promise<void> {
    if (unsaved && options.cacheFile !== undefined) {
      unsaved = false;
      const sure = [...entries].filter(([, entry]) => !entry.racy);
      await writeCache(options.cacheFile, {
        files: sure.map(([path, entry]) => entryForCache(path, entry)),
        segments: documents.liveSegments(),
      });
    }
  }

  return {
    load,
    refresh,
    isEmpty: () => entries.size === 0,
    preview,
    segments: () => documents.open(),
    holds: (path) => entries.get(path)?.key !== undefined,
    unindexed: () =>
      new Map(
        [...entries].flatMap(([path, entry]) =>
          entry.problem === undefined ? [] : [[path, entry.problem]],
        ),
      ),
    async close() {
      clearTimeout(saving);
      await save();
      await pool.close();
    },
  };
}

/** Up to here a thread would take longer to reach than the work itself; about 2 ms. */
const inlineBytes = 192 * 1024;
/** The words of less than this are read in the time it takes to start threads for a look. */
const previewBytes = 8 * 1024 * 1024;
/** More files than this are lexed in threads, and then all of them may be. */
const previewFiles = 100;
/** What one thread takes at once: large enough for few segments, small enough for progress and an even load. */
const batchBytes = 48 * 1024 * 1024;
/** Long enough to gather a burst of edits, short enough to survive most ends of a session. */
const saveAfterMs = 2000;

interface Entry {
  readonly stamp: Stamp;
  readonly racy: boolean;
  readonly key?: string;
  readonly problem?: string;
}

function entryOf(file: IndexedFile): Entry {
  if ("key" in file) {
    return { stamp: file.stamp, racy: file.racy, key: file.key };
  }
  return { stamp: file.stamp ?? nowhere, racy: file.stamp === undefined, problem: file.problem };
}

function entryForCache(path: RepoPath, { stamp, key, problem }: Entry): CachedFile {
  return [path, stamp.size, stamp.mtimeMs, stamp.ctimeMs, stamp.ino, key ?? null, problem ?? null];
}

function entryFromCache([path, size, mtimeMs, ctimeMs, ino, key, problem]: CachedFile): [
  RepoPath,
  Entry,
] {
  const stamp = { size, mtimeMs, ctimeMs, ino };
  const known = { ...(key === null ? {} : { key }), ...(problem === null ? {} : { problem }) };
  return [asRepoPath(path), { stamp, racy: false, ...known }];
}

/** The stamp of a file that could not even be opened: never the same as a real one. */
const nowhere: Stamp = { size: -1, mtimeMs: 0, ctimeMs: 0, ino: 0 };
