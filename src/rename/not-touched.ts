import type { PlaceRange } from "../engines/code-engine.ts";
import type { Question } from "../references/ask-engine.ts";
import { describePlaces, occurrencesOf } from "../references/by-syntax-places.ts";
import { wordFiles } from "../references/word-files.ts";
import { languageOfPath } from "../languages/index.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { filesHolding } from "../words/files-holding.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { NotTouched } from "./rename.ts";
import { textAt } from "./text-at.ts";

/** The most files that are parsed for places in comments and strings. */
const mostFiles = 500;

/** Places that say a name where no compiler looks: strings, comments, documentation, configuration. */
export interface Spoken {
  readonly places: readonly NotTouched[];
  /** Sentences about files that were not looked at. */
  readonly notes: readonly string[];
}

export async function findSpoken(
  repository: Repository,
  { current, target }: Pick<Question, "current" | "target">,
  task: Task,
): Promise<Spoken> {
  const { inText } = wordFiles(current, target.name);
  const documents = documentsWith(repository.root, [...current.tree.files.keys()], target.name);
  const all = [...inText, ...documents];
  const found = await occurrencesOf(repository, target.name, all.slice(0, mostFiles), task);
  const notes =
    all.length > mostFiles
      ? [`The old name may be mentioned in ${all.length - mostFiles} more files.`]
      : [];
  return { places: [...found.values()].flatMap(({ mentions }) => mentions), notes };
}

/** Text files that are no source of ours and hold a name. */
function documentsWith(root: string, paths: readonly RepoPath[], name: string): RepoPath[] {
  const documents = paths.filter(
    (path) => languageOfPath(path) === undefined && documentEnding.test(path),
  );
  return [...filesHolding(root, documents, name).paths];
}

const documentEnding =
  /\.(?:md|mdx|markdown|rst|adoc|txt|json|jsonc|json5|ya?ml|toml|ini|cfg|conf|env|xml|html?|vue|svelte|astro|css|scss|less|graphql|gql|proto|sql|sh|dockerfile|properties|gradle|snap)$|(?:^|\/)(?:Dockerfile|Makefile|README|CHANGELOG|\.env)$/i;

/** Imports and exports that give the symbol another name: they keep it. */
export async function findAliases(
  repository: Repository,
  { target, texts }: Pick<Question, "target" | "texts">,
  places: readonly PlaceRange[],
  task: Task,
): Promise<readonly NotTouched[]> {
  const other = places.filter((place) => {
    const text = textAt(texts, place);
    return text !== undefined && text !== target.name && text !== "default";
  });
  const described = await describePlaces(repository, other, task);
  return described.flatMap((one) =>
    one !== undefined && (one.role === "import" || one.role === "export")
      ? [{ path: one.path, line: one.line, column: one.column, kind: "alias", text: one.text }]
      : [],
  );
}
