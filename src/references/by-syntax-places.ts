import type { FilePlaces, NamePlace } from "../parsing/name-places.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { groupByPath } from "../text/group-by-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Mention, Reference } from "./references.ts";

/** Where a name stands in one file. */
export interface FileOccurrences {
  readonly path: RepoPath;
  /** In code, in the order of the file. */
  readonly places: readonly Reference[];
  /** In comments and strings, and anywhere in files that are no source of ours. */
  readonly mentions: readonly Mention[];
  /** Why not every place is listed: the file could not be read, or holds too many. A sentence without its full stop. */
  readonly missing?: string;
}

/**
 * Every place where a name stands in these files, as they are now, in the order of the files. A file without it is
 * among them, too. In code it is a place by the syntax tree; the rest are mentions.
 */
export async function occurrencesOf(
  repository: Repository,
  name: string,
  paths: readonly RepoPath[],
  task: Task,
): Promise<ReadonlyMap<RepoPath, FileOccurrences>> {
  const wanted = { names: [name] };
  const files = [...new Set(paths)].map((path) => ({ path, wanted }));
  const answers = await repository.parsing.places(files, task);
  return new Map([...answers].map(([path, answer]) => [path, occurrences(path, answer)]));
}

function occurrences(path: RepoPath, answer: FilePlaces | { unparsed: string }): FileOccurrences {
  if ("unparsed" in answer) {
    return { path, places: [], mentions: [], missing: answer.unparsed };
  }
  return {
    path,
    places: answer.places.map((place) => referenceOf(path, place)),
    mentions: answer.mentions.map((mention) => ({ path, ...mention })),
    ...(!answer.complete && { missing: "it holds more places than are listed" }),
  };
}

/** A place as an answer shows it. */
export function referenceOf(path: RepoPath, place: NamePlace): Reference {
  const { line, column, endColumn, role, in: enclosing, text } = place;
  return {
    path,
    line,
    column,
    endColumn,
    role,
    ...(enclosing !== undefined && { in: enclosing }),
    text,
  };
}

/** A place somebody else found, 1-based, the column in UTF-16 units. */
export interface Position {
  readonly path: RepoPath;
  readonly line: number;
  readonly column: number;
}

/**
 * Describes places by the syntax of their files as they are now, in the order they are given: role, enclosing
 * definition, end and line text of what stands there. Undefined for a place whose file cannot be parsed.
 */
export async function describePlaces(
  repository: Repository,
  places: readonly Position[],
  task: Task,
): Promise<readonly (Reference | undefined)[]> {
  const files = [...groupByPath(places).values()].flatMap((positions) =>
    positions.slice(0, 1).map(({ path }) => ({ path, wanted: { positions } })),
  );
  const answers = await repository.parsing.places(files, task);
  const described = new Map<string, Reference>();
  for (const [path, answer] of answers) {
    for (const place of "unparsed" in answer ? [] : answer.places) {
      described.set(keyOf({ path, ...place }), referenceOf(path, place));
    }
  }
  return places.map((place) => described.get(keyOf(place)));
}

function keyOf({ path, line, column }: Position): string {
  return `${line}:${column}:${path}`;
}
