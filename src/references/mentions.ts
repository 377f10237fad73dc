import type { PlaceRange } from "../engines/code-engine.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Question } from "./ask-engine.ts";
import { occurrencesOf } from "./by-syntax-places.ts";
import type { Mention } from "./references.ts";
import { wordFiles } from "./word-files.ts";

/** The word where no engine looks. */
export interface Mentions {
  /** Source files in whose comments or strings it stands, or in whose language the engine does not read. */
  readonly files: number;
  /** The first of them, with their places. */
  readonly shown: readonly Mention[];
}

/** Files parsed for their mentions in one answer. */
const shownFiles = 5;
const shownPlaces = 10;

/** Mentions in source files; those in comments and strings of files that name the symbol itself come last. */
export async function findMentions(
  repository: Repository,
  { current, target, engine }: Question,
  places: readonly PlaceRange[],
  task: Task,
): Promise<Mentions> {
  const { inCode, inText } = wordFiles(current, target.name);
  const foreign = [...inCode].filter((path) => !engine.handles(path));
  const named = new Set<RepoPath>(places.map(({ path }) => path));
  const files = [...new Set([...foreign, ...inText])].toSorted(
    (a, b) => Number(named.has(a)) - Number(named.has(b)) || (a < b ? -1 : 1),
  );
  const first = files.slice(0, shownFiles);
  const found = await occurrencesOf(repository, target.name, first, task);
  const known = new Set(places.map(({ path, line, column }) => `${line}:${column}:${path}`));
  const shown = [...found.values()]
    .flatMap(({ mentions }) => mentions)
    .filter(({ path, line, column }) => !known.has(`${line}:${column}:${path}`));
  return { files: files.length, shown: shown.slice(0, shownPlaces) };
}
