import type { PlaceRange } from "../engines/code-engine.ts";
import type { Engines } from "../engines/engines.ts";
import { ToolError } from "../errors.ts";
import { languageOfPath } from "../languages/index.ts";
import { commonLanguage } from "../repository/common-language.ts";
import type { Repository } from "../repository/repository.ts";
import { parseQuery } from "../symbols/parse-query.ts";
import type { Task } from "../task.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { openTexts } from "./answer-texts.ts";
import { askReferences, type Question } from "./ask-engine.ts";
import { relateBySyntax } from "./by-syntax-relations.ts";
import { describePlaces } from "./by-syntax-places.ts";
import { certify } from "./certificate.ts";
import { findMentions } from "./mentions.ts";
import type {
  FindReferencesRequest,
  FindReferencesResult,
  Reference,
  Target,
  TargetRequest,
} from "./references.ts";
import { relatedPlaces, type RelatedPlaces } from "./relations.ts";
import { type Asked, targetOf } from "./target-of.ts";

/**
 * Where a symbol is named, defined, implemented or called. Exact where an engine answers, labelled where none does.
 * @throws ToolError what `targetOf` throws
 */
export async function findReferences(
  repository: Repository,
  engines: Engines,
  request: FindReferencesRequest,
  task: Task,
): Promise<FindReferencesResult> {
  // The engine starts and the words are read while it is found out what is asked about. Nobody waits for the start: it may
  // be another language's engine.
  startEarly(repository, engines, request, task).catch(() => undefined);
  const reading = repository.current(task);
  reading.catch(() => undefined);
  const texts = openTexts(repository.root, await repository.files(task));
  const asked = await targetOf(repository, request, texts, task);
  const engine = await engines.forPath(asked.target.path);
  if (engine === undefined) {
    return await bySyntax(repository, asked, request, task);
  }
  try {
    const current = await reading;
    const question: Question = { repository, engine, current, target: asked.target, texts };
    return await exactly(question, asked, request, task);
  } catch (error) {
    if (!(error instanceof ToolError) || !error.code.startsWith("ENGINE_")) {
      throw error;
    }
    const result = await bySyntax(repository, asked, request, task);
    const why = error.message.replace(/[^.!?]$/, "$&.");
    const note = `${engine.title} gave no answer, so this one is by syntax: ${error.code}: ${why} ${error.next}`;
    return { ...result, notes: [note, ...result.notes] };
  }
}

/** Starts the engine that will most likely be asked, with the project of the file if the request names one. */
async function startEarly(
  repository: Repository,
  engines: Engines,
  { symbol, path }: TargetRequest,
  task: Task,
): Promise<void> {
  const tree = await repository.files(task);
  const named = path ?? (symbol === undefined ? undefined : parseQuery(symbol).path);
  const file =
    named !== undefined && tree.files.has(asRepoPath(named)) ? asRepoPath(named) : undefined;
  const sample = file ?? sampleOf(tree.files.keys());
  const engine = sample && (await engines.forPath(sample));
  await engine?.cover(file === undefined ? [] : [file], tree, task);
}

/** A file in the language that most files are in. */
function sampleOf(paths: Iterable<RepoPath>): RepoPath | undefined {
  const all = [...paths];
  const language = commonLanguage(all);
  return all.find((path) => languageOfPath(path)?.id === language);
}

async function exactly(
  question: Question,
  { target, definition, notes }: Asked,
  { relation, limit, offset }: FindReferencesRequest,
  task: Task,
): Promise<FindReferencesResult> {
  const { engine, repository } = question;
  const listed = await askReferences(question, task);
  const page = (all: readonly PlaceRange[]): PlaceRange[] =>
    inOrder(all, target).slice(offset, offset + limit);
  const mentioning = findMentions(repository, question, listed.places, task);
  // What is listed is described while it is certified; that seldom adds anything.
  const describing =
    relation === "references"
      ? describe(page(listed.places), undefined, question, task)
      : Promise.resolve(undefined);
  const [{ answer, certificate }, mentions, early] = await Promise.all([
    certify(question, listed, task, AbortSignal.timeout(certifyMs)),
    mentioning,
    describing,
  ]);
  const relating = { repository, question, answer, definition };
  const related = await relatedPlaces(relation, relating, task);
  const { places } = related;
  const references =
    early !== undefined && places.length === listed.places.length
      ? early
      : await describe(page(places), related.described, question, task);
  return {
    target,
    relation,
    references,
    total: places.length,
    files: new Set(places.map(({ path }) => path)).size,
    precision: "exact",
    engine: engine.title,
    complete:
      answer.settled && certificate.unexplained.length === 0 && certificate.outsideProjects === 0,
    certificate,
    mentions,
    notes: [
      ...notes,
      ...engine.notes(),
      ...(answer.synthetic.length === 0 ? [] : [syntheticNote(answer.synthetic)]),
      ...(answer.settled ? [] : ["The symbol is passed on under more names than were followed."]),
      ...(related.outside === 0 ? [] : [outsideNote(related.outside)]),
    ],
  };
}

/** What is not accounted for by then is listed: clients give up a call after a minute. */
const certifyMs = 20_000;

function syntheticNote(paths: readonly string[]): string {
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
  return `No project configures ${paths.slice(0, 3).join(", ")}${more}; they were asked about in a project made up for them.`;
}

function outsideNote(count: number): string {
  return `${count} ${count === 1 ? "place is" : "places are"} in libraries or ignored files and not listed.`;
}

/** The target's own file first: an agent looks there before anywhere else. */
function inOrder(places: readonly PlaceRange[], { path }: Target): PlaceRange[] {
  return [
    ...places.filter((place) => place.path === path),
    ...places.filter((place) => place.path !== path),
  ];
}

async function describe(
  places: readonly PlaceRange[],
  described: RelatedPlaces["described"],
  { repository, texts }: Question,
  task: Task,
): Promise<Reference[]> {
  const open = places.filter((place) => described?.get(place) === undefined);
  const fresh = new Map(
    (await describePlaces(repository, open, task)).map((one, index) => [open[index], one]),
  );
  return places.map((place) => {
    const { path, line, column, endColumn } = place;
    return (
      described?.get(place) ??
      fresh.get(place) ?? {
        path,
        line,
        column,
        endColumn,
        role: "read",
        text: (texts.get(path)?.line(line) ?? "").trim().slice(0, 200),
      }
    );
  });
}

async function bySyntax(
  repository: Repository,
  { target, notes }: Asked,
  { relation, limit, offset }: FindReferencesRequest,
  task: Task,
): Promise<FindReferencesResult> {
  const found = await relateBySyntax(repository, relation, target, task);
  return {
    target,
    relation,
    references: found.references.slice(offset, offset + limit),
    total: found.references.length,
    files: new Set(found.references.map(({ path }) => path)).size,
    precision: found.precision,
    engine: "syntax",
    complete: found.complete,
    certificate: found.certificate,
    mentions: {
      files: new Set(found.mentions.map(({ path }) => path)).size,
      shown: found.mentions.slice(0, 10),
    },
    notes: [...notes, ...found.notes],
  };
}
