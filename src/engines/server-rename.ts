import { PrepareRenameRequest, RenameRequest } from "vscode-languageserver-protocol";

import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { FileEdits, Found, Place } from "./code-engine.ts";
import { editsIn } from "./edits-in.ts";
import { byPlace, foundIn, positionParams } from "./file-places.ts";
import type { Server } from "./server.ts";
import { demand, refused } from "./server-errors.ts";
import { declarationsOf, searchReferences } from "./server-references.ts";

export interface Renaming {
  readonly place: Place;
  readonly newName: string;
  readonly tree: TreeState;
  readonly task: Task;
}

/**
 * The edits of a rename. Servers leave out files that they read but that no project names; then it is refused, because
 * what is left would not work. ToolErrors: ENGINE_CANNOT, EDIT_OUTSIDE.
 */
export async function renameAt(
  server: Server,
  { place, newName, tree, task }: Renaming,
): Promise<readonly FileEdits[]> {
  const { root, client, traits, session } = server;
  const { title } = traits.spec;
  const edits = await session.ask({
    about: place.path,
    tree,
    task,
    async work({ renameProvider }) {
      demand(title, renameProvider, "rename");
      const prepares =
        typeof renameProvider === "object" && renameProvider.prepareProvider === true;
      const all: FileEdits[] = [];
      for (const one of await declarationsOf(server, place, task)) {
        const params = positionParams(root, one);
        try {
          if (
            prepares &&
            (await client.request(PrepareRenameRequest.type, params, task)) === null
          ) {
            throw refused(title, "it is none of the repository's own names");
          }
          const answer = await client.request(RenameRequest.type, { ...params, newName }, task);
          all.push(...editsIn(root, answer));
        } catch (error) {
          throw refusal(title, error);
        }
      }
      return mergeEdits(all);
    },
  });
  const named = await searchReferences(server, place, tree, task);
  checkWhole(
    title,
    edits,
    foundIn(root, named, (path) => tree.files.has(path)),
  );
  return edits;
}

/** Each file once, with each edit once. */
function mergeEdits(all: readonly FileEdits[]): readonly FileEdits[] {
  const merged = new Map<RepoPath, Map<string, FileEdits["edits"][number]>>();
  for (const { path, edits } of all) {
    const own = merged.get(path) ?? new Map<string, FileEdits["edits"][number]>();
    merged.set(path, own);
    edits.forEach((edit) => own.set(`${edit.line}:${edit.column}`, edit));
  }
  return [...merged].map(([path, edits]) => ({
    path,
    edits: [...edits.values()].toSorted(byPlace),
  }));
}

/** A server refuses with an error, for example because the name is taken. */
function refusal(title: string, error: unknown): unknown {
  return error instanceof ToolError &&
    error.code === "ENGINE_FAILED" &&
    error.cause instanceof Error
    ? refused(title, error.cause.message)
    : error;
}

function checkWhole(title: string, edits: readonly FileEdits[], { inside }: Found): void {
  const edited = new Set(edits.map(({ path }) => path));
  const left = inside.find(({ path }) => !edited.has(path));
  if (left !== undefined) {
    throw refused(
      title,
      `it leaves ${left.path}:${left.line} as it is, which names it as well but is in none of its projects`,
    );
  }
}
