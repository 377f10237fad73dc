import type { Found, PlaceRange } from "../engines/code-engine.ts";
import type { Definition } from "../parsing/facts.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { EngineAnswer, Question } from "./ask-engine.ts";
import { describePlaces } from "./by-syntax-places.ts";
import type { Reference, ReferenceRole, Relation } from "./references.ts";

/** The answer to a question about a symbol: its places, described already where that was needed to find them. */
export interface RelatedPlaces {
  readonly places: readonly PlaceRange[];
  /** How many lie outside of the repository's files and so are not listed. */
  readonly outside: number;
  readonly described?: ReadonlyMap<PlaceRange, Reference>;
}

export interface Relating {
  readonly repository: Repository;
  readonly question: Question;
  /** Every reference to the symbol, with all projects loaded. */
  readonly answer: EngineAnswer;
  readonly definition: Definition | undefined;
}

/** Finds the places of a relation. Callers and subtypes are direct ones. */
export async function relatedPlaces(
  relation: Relation,
  relating: Relating,
  task: Task,
): Promise<RelatedPlaces> {
  return await finders[relation](relating, task);
}

type Finder = (relating: Relating, task: Task) => Promise<RelatedPlaces>;

const finders: Readonly<Record<Relation, Finder>> = {
  references: async ({ answer: { places, outside } }) => await Promise.resolve({ places, outside }),
  definition: async ({ question: { engine, target, current } }, task) =>
    relatedOf(await engine.definition(target, current.tree, task)),
  implementations: async ({ question: { engine, target, current } }, task) =>
    relatedOf(await engine.implementations(target, current.tree, task)),
  callers: async (relating, task) => await withRoles(["call", "jsx"], relating, task),
  subtypes: async (relating, task) => await withRoles(["extends"], relating, task),
  supertypes,
  async callees({ question: { engine, target, current } }, task) {
    const called = await engine.callees(target, current.tree, task);
    return { places: called.map(({ place }) => place), outside: 0 };
  },
};

function relatedOf({ inside, outside }: Found): RelatedPlaces {
  return { places: inside, outside };
}

async function withRoles(
  roles: readonly ReferenceRole[],
  { repository, answer }: Relating,
  task: Task,
): Promise<RelatedPlaces> {
  const all = await describePlaces(repository, answer.places, task);
  const described = new Map<PlaceRange, Reference>();
  answer.places.forEach((place, index) => {
    const reference = all[index];
    // A place that nobody can describe may be one of them, so it is not kept back.
    if (reference === undefined || roles.includes(reference.role)) {
      described.set(place, reference ?? undescribed(place));
    }
  });
  return { places: [...described.keys()], outside: 0, described };
}

function undescribed({ path, line, column, endColumn }: PlaceRange): Reference {
  return { path, line, column, endColumn, role: "read", text: "" };
}

/** The types named in the head of the definition, each led to its own definition. */
async function supertypes(
  { repository, question, definition }: Relating,
  task: Task,
): Promise<RelatedPlaces> {
  const { engine, target, texts, current } = question;
  const source = texts.get(target.path);
  if (source === undefined || definition === undefined) {
    return { places: [], outside: 0 };
  }
  const from = source.offsetOf(definition.nameRange.endLine, definition.nameRange.endColumn);
  const to = source.offsetOf(definition.range.endLine, definition.range.endColumn);
  const head = source.text.slice(from, Math.min(to, from + maxHead));
  const names = [...head.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)].map(({ index }) => ({
    path: target.path,
    ...source.placeOf(from + index),
  }));
  const own = [definition.name, ...definition.container.toReversed()].toReversed().join(".");
  const described = await describePlaces(repository, names, task);
  const extended = names.filter(
    (_, index) => described[index]?.role === "extends" && described[index]?.in === own,
  );
  const found = await Promise.all(
    extended.map(async (place) => await engine.definition(place, current.tree, task)),
  );
  return {
    places: found.flatMap(({ inside }) => inside),
    outside: found.reduce((sum, { outside }) => sum + outside, 0),
  };
}

/** Longer heads than this are made by programs. */
const maxHead = 4000;
