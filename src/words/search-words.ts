import type { RepoPath } from "../workspace/repo-path.ts";
import { hashOf } from "./hash.ts";
import type { NameMatcher } from "./match-names.ts";
import { folded } from "./segment-views.ts";
import type { OpenSegment } from "./documents.ts";
import { wordFlag } from "./word-sink.ts";

/** A name and the files in which it may be defined. */
export interface NameCandidate {
  readonly name: string;
  readonly cost: number;
  readonly files: ReadonlySet<RepoPath>;
}

/**
 * Names that may be defined somewhere, the best match first, with the files worth a parse. Every definition that the
 * grammars find is in one of those files; not every one of those files holds a definition.
 */
export function findNames(segments: readonly OpenSegment[], matcher: NameMatcher): NameCandidate[] {
  const found = new Map<string, { name: string; cost: number; files: Set<RepoPath> }>();
  for (const open of segments) {
    for (const [word, match] of matcher(open.segment)) {
      open.segment.forEachDocument(word, (document, flags) => {
        const paths = (flags & wordFlag.definition) === 0 ? [] : (open.paths[document] ?? []);
        if (paths.length > 0) {
          const candidate = found.get(match.name) ?? { ...match, files: new Set() };
          found.set(match.name, candidate);
          paths.forEach((path) => candidate.files.add(path));
        }
      });
    }
  }
  return [...found.values()].toSorted(
    (a, b) => a.cost - b.cost || a.name.length - b.name.length || compare(a.name, b.name),
  );
}

/** Files in which the word stands with any of the `wordFlag` bits of `flags`. */
export function filesWithWord(
  segments: readonly OpenSegment[],
  word: string,
  flags: number,
): Set<RepoPath> {
  const bytes = Buffer.from(word);
  const hash = hashOf(bytes, 0, bytes.length);
  const files = new Set<RepoPath>();
  for (const open of segments) {
    const found = open.segment.find(bytes, hash);
    if (found >= 0) {
      addFiles(open, found, flags, files);
    }
  }
  return files;
}

/** Files that hold a word which contains `part`, anywhere in them: code, comments and strings. */
export function filesWithPart(
  segments: readonly OpenSegment[],
  part: string,
  ignoreCase: boolean,
): Set<RepoPath> {
  const needle = Buffer.from(ignoreCase ? part.toLowerCase() : part);
  const files = new Set<RepoPath>();
  for (const open of segments) {
    const { segment } = open;
    const words = ignoreCase ? folded(segment) : segment.words;
    for (let at = words.indexOf(needle); at >= 0;) {
      const word = segment.wordAt(at);
      addFiles(open, word, ~0, files);
      at = words.indexOf(needle, segment.endOf(word));
    }
  }
  return files;
}

function addFiles(open: OpenSegment, word: number, flags: number, files: Set<RepoPath>): void {
  open.segment.forEachDocument(word, (document, own) => {
    if ((own & flags) !== 0) {
      open.paths[document]?.forEach((path) => files.add(path));
    }
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
