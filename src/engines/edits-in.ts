import type { TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol";

import { ToolError } from "../errors.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { sortByPath } from "../workspace/sort-paths.ts";
import type { FileEdits } from "./code-engine.ts";
import { byPlace, pathOfUri, placeRange } from "./file-places.ts";

/**
 * A server's edits as ours, the same edit once, in the order of paths and places: gopls has another each time.
 * @throws ToolError EDIT_OUTSIDE when a file outside of the repository would change
 */
export function editsIn(root: string, answer: WorkspaceEdit | null): readonly FileEdits[] {
  const byPath = new Map<RepoPath, Map<string, FileEdits["edits"][number]>>();
  for (const [uri, edits] of textEdits(answer)) {
    const path = pathOfUri(root, uri);
    if (path === undefined) {
      throw new ToolError(
        "EDIT_OUTSIDE",
        `This would change ${uri}, which is outside of the repository.`,
        "It can't be renamed from here.",
      );
    }
    const own = byPath.get(path) ?? new Map<string, FileEdits["edits"][number]>();
    byPath.set(path, own);
    for (const { range, newText } of edits) {
      own.set(JSON.stringify([range, newText]), { ...placeRange(path, range), newText });
    }
  }
  return sortByPath(
    [...byPath].map(([path, edits]) => ({ path, edits: [...edits.values()].toSorted(byPlace) })),
  );
}

function textEdits(answer: WorkspaceEdit | null): [string, readonly TextEdit[]][] {
  const changed = Object.entries(answer?.changes ?? {});
  const documents = (answer?.documentChanges ?? []).flatMap((change): [string, TextEdit[]][] =>
    "edits" in change
      ? [[change.textDocument.uri, change.edits.filter((edit) => "newText" in edit)]]
      : [],
  );
  return [...changed, ...documents];
}
