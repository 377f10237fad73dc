import { relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { isInside } from "../workspace/is-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { ToolError } from "../errors.ts";
import type { Found, Place, PlaceRange } from "./code-engine.ts";

/** LSP's range: 0-based, half-open, columns in UTF-16 units. */
interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

interface Location {
  readonly uri: string;
  readonly range: Range;
}

interface LocationLink {
  readonly targetUri: string;
  readonly targetSelectionRange: Range;
}

/** The document of a file, as a language server names it. */
export function uriOf(root: string, path: string): string {
  return pathToFileURL(`${root}/${path}`).href;
}

/** The file of a document; undefined when it is none of the repository's. */
export function pathOfUri(root: string, uri: string): RepoPath | undefined {
  return uri.startsWith("file:") ? pathOfAbsolute(root, fileURLToPath(uri)) : undefined;
}

/** Undefined for what lies outside of the root or in a `.git` folder. */
export function pathOfAbsolute(root: string, absolute: string): RepoPath | undefined {
  const native = absolute.replaceAll("/", sep);
  if (!isInside(root, native)) {
    return undefined;
  }
  try {
    return resolveInside(root, relative(root, native));
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

export function positionParams(
  root: string,
  { path, line, column }: Place,
): { textDocument: { uri: string }; position: { line: number; character: number } } {
  return {
    textDocument: { uri: uriOf(root, path) },
    position: { line: line - 1, character: column - 1 },
  };
}

export function placeRange(path: RepoPath, { start, end }: Range): PlaceRange {
  return {
    path,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/**
 * Brings an answer into our form: each place once, in order of path and position.
 * @param belongs whether a file is one of the repository's; others count as outside
 */
export function foundIn(
  root: string,
  answer: Location | readonly (Location | LocationLink)[] | null | undefined,
  belongs: (path: RepoPath) => boolean,
): Found {
  const inside = new Map<string, PlaceRange>();
  const outside = new Set<string>();
  const paths = new Map<string, RepoPath | undefined>();
  for (const one of [answer ?? []].flat()) {
    const { uri, range } =
      "targetUri" in one ? { uri: one.targetUri, range: one.targetSelectionRange } : one;
    const path = paths.has(uri) ? paths.get(uri) : pathOfUri(root, uri);
    paths.set(uri, path);
    const key = `${uri}:${range.start.line}:${range.start.character}`;
    if (path === undefined || !belongs(path)) {
      outside.add(key);
    } else {
      inside.set(key, placeRange(path, range));
    }
  }
  return { inside: [...inside.values()].toSorted(byPlace), outside: outside.size };
}

export function byPlace(a: Place, b: Place): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column;
}
