import type { Definition } from "../parsing/facts.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { NamePlace } from "../parsing/name-places.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { findBySyntax, resolverFor, type SyntaxReferences } from "./by-syntax.ts";
import { meaningAt } from "./by-syntax-meaning.ts";
import type { Resolver } from "./by-syntax-resolver.ts";
import { referenceOf } from "./by-syntax-places.ts";
import { symbolAt } from "./by-syntax-subject.ts";
import {
  type Certificate,
  type Precision,
  precisions,
  type Reference,
  type ReferenceRole,
  type Relation,
  type Target,
} from "./references.ts";

/**
 * Answers a relation by scopes and imports. Callers and subtypes are references in those roles, so they are as sure as
 * the references are; callees and supertypes are the definitions that names in the symbol's own text lead to.
 */
export async function relateBySyntax(
  repository: Repository,
  relation: Relation,
  target: Target,
  task: Task,
): Promise<SyntaxReferences> {
  if (relation === "definition") {
    return await definitionOf(repository, target, task);
  }
  const inside = rolesInside[relation];
  if (inside !== undefined) {
    return await ledTo(repository, target, inside, task);
  }
  const found = await findBySyntax(repository, target, task);
  const roles = rolesOutside[relation];
  return roles === undefined ? found : withRoles(found, roles);
}

type Roles = Partial<Record<Relation, readonly ReferenceRole[]>>;

/** Relations that are references in some roles. */
const rolesOutside: Roles = {
  callers: ["call", "jsx"],
  subtypes: ["extends"],
  implementations: ["extends"],
};

/** Relations that are names in some roles in the symbol's own text. */
const rolesInside: Roles = { callees: ["call", "jsx"], supertypes: ["extends"] };

function withRoles(found: SyntaxReferences, roles: readonly ReferenceRole[]): SyntaxReferences {
  const references = found.references.filter(({ role }) => roles.includes(role));
  return { ...found, ...weakest(references, found.precision) };
}

/** The precision of a part of an answer, and what of it differs. */
function weakest(
  references: readonly Reference[],
  otherwise: Precision,
): Pick<SyntaxReferences, "references" | "precision"> {
  const own = references.map(({ precision = otherwise }) => precisions.indexOf(precision));
  const precision = precisions[Math.max(0, ...own)] ?? otherwise;
  return {
    precision: references.length === 0 ? otherwise : precision,
    references: references.map(({ precision: its = otherwise, ...reference }) =>
      its === precision ? reference : { ...reference, precision: its },
    ),
  };
}

async function definitionOf(
  repository: Repository,
  target: Target,
  task: Task,
): Promise<SyntaxReferences> {
  const resolver = await resolverFor(repository, target, task);
  const found = resolver && (await symbolAt(resolver, target));
  const meaning = found?.meaning;
  if (meaning?.kind === "local") {
    return await answer(repository, [meaning], task);
  }
  const definitions =
    resolver === undefined || meaning?.kind !== "symbol"
      ? []
      : await definitionsOf(resolver, meaning.path, meaning.name);
  if (definitions.length > 0) {
    return await answer(repository, definitions, task);
  }
  // Which member it is, only types tell: every definition of the name may be it.
  const references = (await findBySyntax(repository, target, task)).references;
  return withoutProof(references.filter(({ role }) => role === "definition"));
}

interface Defined {
  readonly path: RepoPath;
  readonly line: number;
  readonly column: number;
}

async function definitionsOf(
  resolver: Resolver,
  path: RepoPath,
  name: string,
): Promise<readonly Defined[]> {
  const definitions = (await resolver.files.facts(path))?.definitions ?? [];
  return definitions
    .filter((one) => qualifiedName(one) === name)
    .map(({ nameRange: { line, column } }) => ({ path, line, column }));
}

async function ledTo(
  repository: Repository,
  target: Target,
  roles: readonly ReferenceRole[],
  task: Task,
): Promise<SyntaxReferences> {
  const resolver = await resolverFor(repository, target, task);
  const found = resolver && (await symbolAt(resolver, target));
  if (resolver === undefined || found?.meaning.kind !== "symbol") {
    return withoutProof([]);
  }
  const { path, name } = found.meaning;
  const definitions = (await resolver.files.facts(path))?.definitions ?? [];
  const own = definitions.filter((one) => qualifiedName(one) === name);
  const places = await placesIn(repository, path, own, task);
  const reached = new Map<string, Defined>();
  const open: Reference[] = [];
  const beyond = new Set<string>();
  for (const place of places.filter(({ role }) => roles.includes(role))) {
    const meaning = await meaningAt(resolver, path, place.name, place);
    if (meaning.kind === "symbol") {
      for (const one of await definitionsOf(resolver, meaning.path, meaning.name)) {
        reached.set(`${one.path}:${one.line}:${one.column}`, one);
      }
    } else if (meaning.kind === "outside" || meaning.kind === "missing") {
      beyond.add(place.name);
    } else {
      open.push({ ...referenceOf(path, place), precision: "candidate" });
    }
  }
  const resolved = await answer(repository, [...reached.values()], task);
  const references = [...resolved.references, ...open];
  const part = weakest(references, "scoped");
  const names = [...beyond].slice(0, 8).join(", ");
  const notes = beyond.size === 0 ? [] : [`Not defined in this repository: ${names}.`];
  return { ...resolved, ...part, complete: open.length === 0, notes };
}

/** Every name in the definitions' text. */
async function placesIn(
  repository: Repository,
  path: RepoPath,
  definitions: readonly Definition[],
  task: Task,
): Promise<readonly NamePlace[]> {
  const wanted = { within: definitions.map(({ range }) => range) };
  const found = (await repository.parsing.places([{ path, wanted }], task)).get(path);
  return found === undefined || "unparsed" in found ? [] : found.places;
}

async function answer(
  repository: Repository,
  defined: readonly Defined[],
  task: Task,
): Promise<SyntaxReferences> {
  const byPath = new Map<RepoPath, Defined[]>();
  for (const one of defined) {
    byPath.set(one.path, [...(byPath.get(one.path) ?? []), one]);
  }
  const files = [...byPath].map(([path, positions]) => ({ path, wanted: { positions } }));
  const described = await repository.parsing.places(files, task);
  const references = [...described].flatMap(([path, found]) =>
    "unparsed" in found ? [] : found.places.map((place) => referenceOf(path, place)),
  );
  return { ...withoutProof(references), precision: "scoped", complete: true };
}

function withoutProof(references: readonly Reference[]): SyntaxReferences {
  const inResult = new Set(references.map(({ path }) => path)).size;
  const certificate: Certificate = {
    filesWithWord: inResult,
    inResult,
    otherSymbol: 0,
    commentOrString: 0,
    outsideProjects: 0,
    unexplained: [],
  };
  return {
    references,
    precision: "candidate",
    complete: false,
    certificate,
    mentions: [],
    notes: [],
  };
}
