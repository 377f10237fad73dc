import { workerData } from "node:worker_threads";

import type { RepoPath } from "../workspace/repo-path.ts";
import { indexDocuments, type IndexedDocuments } from "./index-documents.ts";
import { mergeSegments, type Mergeable } from "./merge-segments.ts";

export interface WordThreadData {
  readonly root: string;
}

export type WordTask =
  | { readonly kind: "index"; readonly paths: readonly RepoPath[] }
  | { readonly kind: "merge"; readonly segments: readonly Mergeable[] };

export type WordResult = IndexedDocuments | { readonly segment: ArrayBuffer };

/** The function of a thread of the word index's pool. */
export function run(task: WordTask): WordResult {
  // The pool gives every thread what `openWordIndex` put there.
  const { root } = workerData as WordThreadData;
  return task.kind === "index"
    ? indexDocuments(root, task.paths)
    : { segment: mergeSegments(task.segments) };
}
