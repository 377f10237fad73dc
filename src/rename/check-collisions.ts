import type { CodeEngine, Place, PlaceRange } from "../engines/code-engine.ts";
import type { EngineAnswer, Question } from "../references/ask-engine.ts";
import { memberKinds } from "../languages/language.ts";
import type { Definition, FileOutline, Unparsed } from "../parsing/facts.ts";
import { occurrencesOf } from "../references/by-syntax-places.ts";
import type { Reference } from "../references/references.ts";
import { wordFiles } from "../references/word-files.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { findNewError } from "./find-new-error.ts";
import { nameCollision } from "./name-collision.ts";
import { type EditedFile, placeAfter } from "./text-edits.ts";
import type { EditsByFile } from "./rename-edits.ts";

export interface PlannedRename {
  readonly repository: Repository;
  readonly question: Question;
  readonly answer: EngineAnswer;
  readonly start: Place;
  readonly newName: string;
  readonly edits: EditsByFile;
  readonly files: readonly EditedFile[];
}

/**
 * Refuses a rename after which something would mean something else. The engine is shown the files as they would be, and
 * has to find the same references as before, at their new places. When the new name stands in no code of the repository
 * there is nothing to collide with.
 * @throws ToolError NAME_COLLISION with the place
 */
export async function checkCollisions(plan: PlannedRename, task: Task): Promise<void> {
  const { question, newName } = plan;
  const { inCode } = wordFiles(question.current, newName);
  if (inCode.size === 0) {
    return;
  }
  await checkDeclarations(plan, inCode, task);
  const { engine, current } = question;
  const texts = new Map(plan.files.map(({ path, text }) => [path, text]));
  const after = await engine.pretend(
    texts,
    current.tree,
    task,
    async (inner) => await referencesAfter(inner, plan, task),
  );
  const expected = expectedPlaces(plan);
  const extra = after.find((place) => !expected.has(keyOf(place)));
  if (extra !== undefined) {
    throw nameCollision(
      newName,
      extra,
      "already means something there, which would become this symbol",
    );
  }
  const found = new Set(after.map(keyOf));
  const lost = [...expected].find(([key]) => !found.has(key));
  if (lost !== undefined) {
    throw nameCollision(newName, lost[1], "would mean something else there");
  }
}

async function referencesAfter(
  engine: CodeEngine,
  { question, start, newName, edits, files }: PlannedRename,
  task: Task,
): Promise<readonly PlaceRange[]> {
  const { tree } = question.current;
  const place = placeAfter(start, edits.get(start.path) ?? [], newName);
  await engine.cover(
    files.map(({ path }) => path),
    tree,
    task,
  );
  return (await engine.references(place, tree, task)).inside;
}

/** The places the symbol has now, as they will be; each with where it is now. */
function expectedPlaces({ answer, edits, newName }: PlannedRename): Map<string, Place> {
  return new Map(
    answer.places.map((place) => [
      keyOf(placeAfter(place, edits.get(place.path) ?? [], newName)),
      place,
    ]),
  );
}

/**
 * Two declarations of one name in one place need no use to collide. Members of one definition do; whether bindings share a
 * scope is for the engine to say, which then has a new error.
 */
async function checkDeclarations(
  { repository, question, answer, newName, files: edited }: PlannedRename,
  inCode: ReadonlySet<RepoPath>,
  task: Task,
): Promise<void> {
  const files = [...new Set(answer.places.map(({ path }) => path))].filter((path) =>
    inCode.has(path),
  );
  const [olds, news, facts] = await Promise.all([
    occurrencesOf(repository, question.target.name, files, task),
    occurrencesOf(repository, newName, files, task),
    repository.facts(files, task),
  ]);
  const mine = new Set(answer.places.map(keyOf));
  for (const path of files) {
    const meet = meetingIn(facts.get(path));
    const declared = (olds.get(path)?.places ?? []).filter(
      (place) => declares(place) && mine.has(keyOf(place)),
    );
    const others = (news.get(path)?.places ?? []).filter(declares);
    const met = (how: Meeting): Reference | undefined =>
      others.find((place) => declared.some((one) => meet(one, place) === how));
    const near = met("near");
    const other =
      met("same") ??
      (near && (await findNewError(question, edited, [path], task)) !== undefined
        ? near
        : undefined);
    if (other !== undefined) {
      throw nameCollision(newName, other, "is declared there already");
    }
  }
}

/** Of two declarations: in one definition, maybe in one scope, or surely apart. */
type Meeting = "same" | "near" | "apart";

/**
 * How declarations of a file meet, by its syntax. What `in` says of bindings does not tell the scopes of one function
 * apart, nor an interface from a function of the same name.
 */
function meetingIn(
  facts: FileOutline | Unparsed | undefined,
): (one: Reference, other: Reference) => Meeting {
  const definitions = facts !== undefined && "definitions" in facts ? facts.definitions : [];
  const memberAt = ({ line, column }: Place): Definition | undefined =>
    definitions.find(
      ({ kind, nameRange }) =>
        nameRange.line === line && nameRange.column === column && memberKinds.has(kind),
    );
  return (one, other) => {
    const [a, b] = [memberAt(one), memberAt(other)];
    if (a === undefined && b === undefined) {
      return one.in === other.in ? "near" : "apart";
    }
    return a?.parent !== undefined && a.parent === b?.parent ? "same" : "apart";
  };
}

function declares({ role }: Reference): boolean {
  return role === "definition" || role === "import";
}

function keyOf({ path, line, column }: Place): string {
  return `${line}:${column}:${path}`;
}
