import { ToolError } from "../errors.ts";
import { languageOfPath } from "../languages/index.ts";
import { occurrencesOf } from "../references/by-syntax-places.ts";
import type { Target } from "../references/references.ts";
import { wordFiles } from "../references/word-files.ts";
import type { Current, Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { nameCollision } from "./name-collision.ts";

interface SyntaxCheck {
  readonly repository: Repository;
  readonly current: Current;
  readonly target: Target;
  readonly newName: string;
  /** The files that would change. */
  readonly paths: readonly RepoPath[];
}

/**
 * Refuses a name that stands in code anywhere the symbol could meet it: without a compiler nobody can try what it would
 * mean there. For a local that is its file, for anything else every file that could import it.
 * @throws ToolError NAME_COLLISION with the place, RENAME_NOT_EXACT where the name decides who may use the symbol
 */
export async function checkSyntaxCollisions(
  { repository, current, target, newName, paths }: SyntaxCheck,
  task: Task,
): Promise<void> {
  const language = languageOfPath(target.path);
  const { kind } = target;
  if (kind !== "local" && paths.length > 1) {
    const [was, is] = [target.name, newName].map((name) =>
      language?.isExported({ name, kind, modifiers: [], exportedNames: new Set() }),
    );
    if (was !== is) {
      throw new ToolError(
        "RENAME_NOT_EXACT",
        `In ${language?.title ?? "this language"} the name ${newName} would change which files can use ${target.name}, and no compiler is at hand to check them.`,
        "Choose a name that is as public as the old one.",
      );
    }
  }
  const near = [...wordFiles(current, newName).inCode].filter((path) =>
    kind === "local" ? paths.includes(path) : languageOfPath(path)?.modules === language?.modules,
  );
  const found = await occurrencesOf(repository, newName, near, task);
  const [place] = [...found.values()].flatMap(({ places }) => places);
  if (place !== undefined) {
    throw nameCollision(
      newName,
      place,
      "stands there, and no compiler is at hand to tell them apart",
    );
  }
}
