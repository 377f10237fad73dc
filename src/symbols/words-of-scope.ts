import { languageOfPath } from "../languages/index.ts";
import type { PathScope } from "../repository/path-scope.ts";
import type { Current } from "../repository/repository.ts";
import { indexDocuments } from "../words/index-documents.ts";
import { openSegment } from "../words/segment.ts";

/** The words to search in a scope: those of the index, and those of a file that was named although it is not listed. */
export function wordsOfScope(root: string, current: Current, scope: PathScope): Current["words"] {
  const isListed = scope.kind === "folder" || current.tree.files.has(scope.path);
  if (isListed || languageOfPath(scope.path) === undefined) {
    return current.words;
  }
  const segment = openSegment(indexDocuments(root, [scope.path]).segment);
  return [...current.words, { segment, paths: segment.keys.map(() => [scope.path]) }];
}
