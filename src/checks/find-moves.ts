import { existsSync } from "node:fs";

import { pairMoves } from "../impact/pair-moves.ts";
import { readSource } from "../repository/read-source.ts";
import { ToolError } from "../errors.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";

/**
 * Adds to known moves those that are told by their text alone: a file that is gone and a new one that is like it.
 * @param files what they held; undefined for one that was not there
 */
export function findMoves(
  root: string,
  files: ReadonlyMap<RepoPath, Buffer | undefined>,
  known: ReadonlyMap<RepoPath, RepoPath>,
): ReadonlyMap<RepoPath, RepoPath> {
  const moved = new Set(known.values());
  const gone = [...files].flatMap(([path, bytes]) =>
    bytes === undefined || moved.has(path) || existsSync(`${root}/${path}`)
      ? []
      : [{ path, text: bytes.toString("utf8") }],
  );
  const fresh = [...files].flatMap(([path, bytes]) =>
    bytes !== undefined || known.has(path) ? [] : textNow(root, path),
  );
  const told = [...pairMoves(gone, fresh)].map(
    ([now, then]) => [asRepoPath(now), asRepoPath(then)] as const,
  );
  return new Map([...known, ...told]);
}

function textNow(root: string, path: RepoPath): { path: RepoPath; text: string }[] {
  try {
    const source = readSource(root, path);
    return source.kind === "text" ? [{ path, text: source.lines.join("\n") }] : [];
  } catch (error) {
    if (error instanceof ToolError) {
      return [];
    }
    throw error;
  }
}
