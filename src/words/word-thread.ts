import { workerData } from "node:worker_threads";

import type { RepoPath } from "../workspace/repo-path.ts";
import { filesHolding, type Holding } from "./files-holding.ts";
import { indexDocuments, type IndexedDocuments } from "./index-documents.ts";
import { mergeSegments, type Mergeable } from "./merge-segments.ts";

export interface WordThreadData {
  readonly root: string;
}

export type WordTask =
  | { readonly kind: "index"; readonly paths: readonly RepoPath[] }
  | { readonly kind: "holding"; readonly paths: readonly RepoPath[]; readonly text: string }
  | { readonly kind: "merge"; readonly segments: readonly Mergeable[] };

export type WordResult = IndexedDocuments | Holding | { readonly segment: ArrayBuffer };

/** The function of a thread of the word index's pool. */
export function run(task: WordTask): WordResult {
  // The pool gives every thread what `openWordIndex` put there.
  const { root } = workerData as WordThreadData;
  if (task.kind === "index") {
    return indexDocuments(root, task.paths);
  }
  return task.kind === "holding"
    ? filesHolding(root, task.paths, task.text)
    : { segment: mergeSegments(task.segments) };
}
