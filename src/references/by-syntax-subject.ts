import { languageOfPath } from "../languages/index.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { Definition, FileOutline } from "../parsing/facts.ts";
import type { NamePlace } from "../parsing/name-places.ts";
import { isStart } from "../parsing/ranges.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { meaningAt, type PlaceMeaning } from "./by-syntax-meaning.ts";
import type { Resolver } from "./by-syntax-resolver.ts";
import type { Target } from "./references.ts";

/** What is looked for, and how far syntax can tell its references. */
export type Subject =
  /** Named in its file alone: by a scope, or as a definition in a function. */
  | { readonly kind: "local"; readonly path: RepoPath; readonly meaning: PlaceMeaning }
  /** Named by imports from other files. */
  | {
      readonly kind: "shared";
      readonly path: RepoPath;
      readonly name: string;
      /** Whether files can name it without an import. */
      readonly isOpen: boolean;
      /** Whether it is the type or the value, where both of the name are there and share nothing. */
      readonly isType: boolean | undefined;
    }
  /** Named through something whose type is not known. */
  | {
      readonly kind: "member";
      readonly path: RepoPath;
      readonly name: string;
      /** What its name means in its constructor, where it is declared by a parameter. */
      readonly parameter?: PlaceMeaning;
      /** The place of its definition, where others in its file have the same qualified name. */
      readonly only?: { readonly line: number; readonly column: number };
    }
  /** Not resolved, with the reason. */
  | { readonly kind: "unknown"; readonly reason: string };

interface NamedSymbol {
  readonly place: NamePlace;
  readonly meaning: PlaceMeaning;
}

/** What stands at a target's place, and what it means; undefined when that is no name in code. */
export async function symbolAt(
  resolver: Resolver,
  { path, name, line, column }: Target,
): Promise<NamedSymbol | undefined> {
  const places = await resolver.files.placesOf(path, name);
  const place = places.find((one) => one.line === line && one.column === column);
  return place && { place, meaning: await meaningAt(resolver, path, name, place) };
}

/** Finds out what the name at a target's place is. */
export async function subjectOf(resolver: Resolver, target: Target): Promise<Subject> {
  const { path, name, line, column } = target;
  const found = await symbolAt(resolver, target);
  if (found === undefined) {
    return { kind: "unknown", reason: `${name} is no name in code at ${path}:${line}:${column}` };
  }
  const { place, meaning } = found;
  const facts = await resolver.files.facts(path);
  const itself = facts?.definitions.find(
    ({ nameRange }) => nameRange.line === line && nameRange.column === column,
  );
  if (meaning.kind === "local" && itself?.kind === "property") {
    return { kind: "member", path, name: qualifiedName(itself), parameter: meaning };
  }
  if (meaning.kind === "local") {
    return { kind: "local", path, meaning };
  }
  return meaning.kind === "symbol"
    ? classify(meaning, place, await resolver.files.facts(meaning.path), resolver)
    : { kind: "unknown", reason: whyUnknown(name, meaning) };
}

function whyUnknown(
  name: string,
  meaning: Exclude<PlaceMeaning, { kind: "symbol" | "local" }>,
): string {
  if (meaning.kind === "unknown") {
    return meaning.reason;
  }
  if (meaning.kind === "member") {
    return `${name} is a member of something whose type is not known`;
  }
  return meaning.kind === "module"
    ? `${name} is a module`
    : `${name} is not defined in this repository, as far as imports tell`;
}

function classify(
  meaning: Extract<PlaceMeaning, { kind: "symbol" }>,
  place: NamePlace,
  facts: FileOutline | undefined,
  resolver: Resolver,
): Subject {
  const { path, name } = meaning;
  const definitions = facts?.definitions ?? [];
  const same = definitions.filter((one) => qualifiedName(one) === name);
  const definition = same.find(({ nameRange }) => isStart(nameRange, place)) ?? same[0];
  const parent = definition?.parent === undefined ? undefined : definitions[definition.parent];
  const isMember = definition !== undefined && members.has(definition.kind);
  if (parent !== undefined && functions.has(parent.kind) && !isMember) {
    return { kind: "local", path, meaning };
  }
  const isAlone = definition?.container.length === 0 || parent?.kind === "module";
  const isHidden = definition?.ofObject === true && !definition.exported;
  if (definition !== undefined && (!isAlone || isHidden)) {
    const isShared =
      isHidden ||
      same.some((one) => one.parent !== definition.parent || one.kind !== definition.kind);
    const { line, column } = place;
    return { kind: "member", path, name, ...(isShared && { only: { line, column } }) };
  }
  if (definition?.kind === "module") {
    return { kind: "unknown", reason: `${name} is a module` };
  }
  const isOpen =
    resolver.files.rules.isOpen || definition?.kind === "macro" || isScript(path, facts);
  const isApart = areApart(new Set(same.map(({ kind }) => kind)));
  return { kind: "shared", path, name, isOpen, isType: isApart ? place.isType : undefined };
}

/** Whether a type and a value of one name are two symbols. */
function areApart(kinds: ReadonlySet<Definition["kind"]>): boolean {
  const hasType = kinds.has("interface") || kinds.has("type");
  const hasValue = kinds.has("constant") || kinds.has("variable") || kinds.has("function");
  return hasType && hasValue && !kinds.has("class") && !kinds.has("enum");
}

const functions: ReadonlySet<Definition["kind"]> = new Set([
  "function",
  "method",
  "constructor",
  "accessor",
]);

const members: ReadonlySet<Definition["kind"]> = new Set([
  "method",
  "constructor",
  "accessor",
  "property",
  "enum_member",
]);

/** A file that neither imports nor exports shares its names with others like it, where names come in by imports alone. */
function isScript(path: RepoPath, facts: FileOutline | undefined): boolean {
  const rules = languageOfPath(path)?.modules;
  return (
    rules?.starBinds === false &&
    facts !== undefined &&
    facts.imports.length === 0 &&
    facts.exports.length === 0 &&
    !facts.definitions.some(({ exported }) => exported)
  );
}
