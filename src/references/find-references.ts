import type { PlaceRange } from "../engines/code-engine.ts";
import type { Engines } from "../engines/engines.ts";
import { ToolError } from "../errors.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { openTexts } from "./answer-texts.ts";
import { askReferences, type Question } from "./ask-engine.ts";
import { relateBySyntax } from "./by-syntax-relations.ts";
import { describePlaces } from "./by-syntax-places.ts";
import { certify } from "./certificate.ts";
import { findMentions, type Mentions } from "./mentions.ts";
import type { Certificate, Precision, Reference, Relation, Target } from "./references.ts";
import { relatedPlaces, type RelatedPlaces } from "./relations.ts";
import { type Asked, targetOf, type TargetRequest } from "./target-of.ts";

export interface FindReferencesRequest extends TargetRequest {
  readonly relation: Relation;
  readonly limit: number;
  readonly offset: number;
}

export interface FindReferencesResult {
  readonly target: Target;
  readonly relation: Relation;
  /** One page of them: the definitions' file first, then by path and line. */
  readonly references: readonly Reference[];
  readonly total: number;
  readonly files: number;
  readonly precision: Precision;
  /** What answered, with its version; `syntax` where no engine did. */
  readonly engine: string;
  readonly complete: boolean;
  readonly certificate: Certificate;
  readonly mentions: Mentions;
  readonly notes: readonly string[];
}

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
  const texts = openTexts(repository.root, await repository.files(task));
  const asked = await targetOf(repository, request, texts, task);
  const engine = await engines.forPath(asked.target.path);
  if (engine === undefined) {
    return await bySyntax(repository, asked, request, task);
  }
  try {
    // The engine loads while the words are read.
    const [current] = await Promise.all([
      repository.current(task),
      repository.files(task).then((tree) => engine.cover([asked.target.path], tree, task)),
    ]);
    const question: Question = { repository, engine, current, target: asked.target, texts };
    return await exactly(repository, question, asked, request, task);
  } catch (error) {
    if (!(error instanceof ToolError) || !error.code.startsWith("ENGINE_")) {
      throw error;
    }
    const result = await bySyntax(repository, asked, request, task);
    const note = `${engine.title} gave no answer, so this one is by syntax: ${error.code}: ${error.message} ${error.next}`;
    return { ...result, notes: [note, ...result.notes] };
  }
}

async function exactly(
  repository: Repository,
  question: Question,
  { target, definition, notes }: Asked,
  { relation, limit, offset }: FindReferencesRequest,
  task: Task,
): Promise<FindReferencesResult> {
  const { engine } = question;
  const { answer, certificate } = await certify(
    question,
    await askReferences(question, task),
    task,
  );
  const relating = { repository, question, answer, definition };
  const related = await relatedPlaces(relation, relating, task);
  const places = inOrder(related.places, target);
  const shown = places.slice(offset, offset + limit);
  const [references, mentions] = await Promise.all([
    describe(repository, shown, related, question, task),
    findMentions(repository, question, answer.places, task),
  ]);
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
  repository: Repository,
  places: readonly PlaceRange[],
  { described }: RelatedPlaces,
  { texts }: Question,
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
