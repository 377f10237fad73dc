import { languageOfPath } from "../languages/index.ts";
import type { MemberMeaning } from "../parsing/meaning-of.ts";
import type { NamePlace } from "../parsing/name-places.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { FileOutline, Range } from "../parsing/facts.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Denoted } from "./by-syntax-denoted.ts";
import type { Resolver } from "./by-syntax-resolver.ts";

/** What a name at a place stands for, as far as syntax tells. */
export type PlaceMeaning =
  | Denoted
  /** Declared by a scope of its file. */
  | {
      readonly kind: "local";
      readonly path: RepoPath;
      readonly line: number;
      readonly column: number;
    }
  /** A member of something whose type is not known. */
  | { readonly kind: "member" };

const someMember: PlaceMeaning = { kind: "member" };

/** Follows a name at a place to what it stands for. */
export async function meaningAt(
  resolver: Resolver,
  path: RepoPath,
  name: string,
  place: NamePlace,
): Promise<PlaceMeaning> {
  const facts = await resolver.files.facts(path);
  const { means } = place;
  if (facts === undefined) {
    return { kind: "unknown", reason: `${path} cannot be parsed` };
  }
  const imported = await importedAt(resolver, path, facts, name, place);
  if (imported !== undefined) {
    return imported;
  }
  if (means.kind === "local") {
    return { ...means, path };
  }
  if (means.kind === "member") {
    return await memberAt(resolver, path, facts, name, { means, place });
  }
  const isItsOwn =
    means.kind === "definition" && (means.name !== name || !resolver.files.isImported(facts, name));
  return isItsOwn ? { kind: "symbol", path, name: means.name } : await resolver.named(path, name);
}

/** What the import or export stands for that a place is part of. */
async function importedAt(
  resolver: Resolver,
  path: RepoPath,
  facts: FileOutline,
  name: string,
  place: NamePlace,
): Promise<PlaceMeaning | undefined> {
  const exported = facts.exports.find(
    (one) => (one.name === name || one.as === name) && holds(one.range, place),
  );
  if (exported !== undefined && place.means.kind === "free") {
    return await resolver.named(path, exported.name);
  }
  for (const one of facts.imports.filter(({ range }) => holds(range, place))) {
    const last = one.source.split(/[./]|::/u).at(-1);
    const isWhole = one.name === undefined && one.alias === undefined && last === name;
    if (one.name === name || one.alias === name || isWhole) {
      return await resolver.of(path, facts, one);
    }
  }
  return undefined;
}

async function memberAt(
  resolver: Resolver,
  path: RepoPath,
  facts: FileOutline,
  name: string,
  { means, place }: { readonly means: MemberMeaning; readonly place: NamePlace },
): Promise<PlaceMeaning> {
  const { path: before = [], first } = means;
  const [head = "", ...rest] = before;
  const ofSelf =
    rest.length === 0 && selfWords(path).includes(head)
      ? memberOfSelf(path, facts, name, place.in)
      : undefined;
  if (ofSelf !== undefined || first === undefined || first.kind === "local") {
    return ofSelf ?? someMember;
  }
  let whole: Denoted =
    first.kind === "definition" && !resolver.files.isImported(facts, head)
      ? { kind: "symbol", path, name: first.name }
      : await resolver.named(path, head);
  if (whole.kind === "missing") {
    return await resolver.member(await resolver.joined(path, facts, before, place), name);
  }
  for (const [index, part] of [...rest, name].entries()) {
    if (whole.kind === "symbol") {
      return await memberOf(resolver, whole, [...rest, name].slice(index));
    }
    whole = await resolver.member(whole, part);
  }
  return whole;
}

/** A member that a symbol itself defines; what it inherits, only types tell. */
async function memberOf(
  resolver: Resolver,
  symbol: Extract<Denoted, { kind: "symbol" }>,
  parts: readonly string[],
): Promise<PlaceMeaning> {
  const facts = await resolver.files.facts(symbol.path);
  const name = [symbol.name, ...parts].join(".");
  return facts?.definitions.some((one) => qualifiedName(one) === name) === true
    ? { kind: "symbol", path: symbol.path, name }
    : someMember;
}

/** A member that the class around a place defines in this file. */
function memberOfSelf(
  path: RepoPath,
  { definitions }: FileOutline,
  name: string,
  enclosing = "",
): PlaceMeaning | undefined {
  const names = new Set(definitions.map(qualifiedName));
  const parts = enclosing.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const member = [...parts.slice(0, length), name].join(".");
    if (names.has(member)) {
      return { kind: "symbol", path, name: member };
    }
  }
  return undefined;
}

function selfWords(path: RepoPath): readonly string[] {
  return languageOfPath(path)?.locals.self ?? [];
}

function holds(range: Range, { line, column }: { line: number; column: number }): boolean {
  const isBefore = line < range.line || (line === range.line && column < range.column);
  const isAfter = line > range.endLine || (line === range.endLine && column >= range.endColumn);
  return !isBefore && !isAfter;
}
