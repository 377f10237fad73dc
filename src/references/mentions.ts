import type { PlaceRange } from "../engines/code-engine.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Question } from "./ask-engine.ts";
import { occurrencesOf } from "./by-syntax-places.ts";
import type { Mention, Mentions, Reference } from "./references.ts";
import { wordFiles } from "./word-files.ts";

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
  const seen = first.map((path) => {
    const { places: code = [], mentions = [], missing } = found.get(path) ?? {};
    const words = [...(engine.handles(path) ? [] : code.map(asMention)), ...mentions];
    const fresh = words.filter(({ line, column }) => !known.has(`${line}:${column}:${path}`));
    return { mentions: fresh, missing };
  });
  // The only words in its text may be places of the symbol itself: `{@link Cart}`, `cart["total"]`.
  const cleared = seen.filter(
    ({ mentions, missing }) => mentions.length === 0 && missing === undefined,
  );
  return {
    files: files.length - cleared.length,
    shown: seen.flatMap(({ mentions }) => mentions).slice(0, shownPlaces),
  };
}

function asMention({ path, line, column, text }: Reference): Mention {
  return { path, line, column, kind: "code", text };
}
