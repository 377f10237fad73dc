import type { Current } from "../repository/repository.ts";
import { exactName, namesContaining, namesLike, namesWithPrefix } from "../words/match-names.ts";
import { findNames, type NameCandidate } from "../words/search-words.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { likelyFirst } from "./likely-first.ts";
import { filesWithOddName } from "./odd-names.ts";
import type { SymbolQuery } from "./parse-query.ts";
import type { MatchMode } from "./symbol-query.ts";

type Words = Current["words"];

/** One way to look for a query. Which definitions it finds depends on the definitions alone, not on the index. */
export interface SearchStep {
  readonly matched: Exclude<MatchMode, "smart">;
  /** Files that may hold a definition it finds, the best first; undefined when the index can rule none out. */
  readonly files: readonly RepoPath[] | undefined;
  /** How far the last part of a definition's name is from the query, 0 for the same; undefined when it is not meant. */
  costOf(lastPart: string): number | undefined;
  /** The containers that a definition has to stand in, and whether their case is heeded. */
  readonly containers: readonly string[];
  readonly heedsCase: boolean;
  /** Words of which each has to stand in the signature or the qualified name. */
  readonly around: readonly string[];
  /** What to say beside what was found. */
  readonly note?: string;
}

type Making = (query: SymbolQuery, words: Words) => SearchStep;

/** The steps of a match mode; a search ends with the first that finds something. */
export function stepsOf(match: MatchMode, query: SymbolQuery): readonly Making[] {
  const exactly =
    query.containers.at(-1) === "Symbol" ? [makings.exact, computed] : [makings.exact];
  if (match !== "smart") {
    return match === "exact" ? exactly : [makings[match]];
  }
  // Only names in quotes hold spaces: what has the words of one is looked at before.
  const several = query.name.includes(" ");
  return [
    ...(several ? [makings.substring, lastWord] : []),
    ...exactly,
    ...(several ? [] : [inAnyCase, makings.substring]),
    ...(query.containers.length > 0 ? [elsewhere] : []),
    makings.fuzzy,
  ];
}

const makings: Readonly<Record<Exclude<MatchMode, "smart">, Making>> = {
  exact: (query, words) =>
    isWord.test(query.name)
      ? byIndex("exact", query, findNames(words, exactName(query.name)))
      : byText("exact", query, words, (name) => (name === query.name ? 0 : undefined)),
  prefix: (query, words) =>
    isWord.test(query.name)
      ? byIndex("prefix", query, findNames(words, namesWithPrefix(query.name)))
      : byText("prefix", query, words, (name) => startCost(name, query.name)),
  substring: (query, words) =>
    isWords.test(query.name)
      ? byIndex("substring", query, findNames(words, namesContaining(query.name)))
      : byText("substring", query, words, (name) => partCost(name, query.name)),
  fuzzy: (query, words) =>
    byIndex("fuzzy", query, findNames(words, namesLike(query.name.replaceAll(" ", "")))),
};

/** `[Symbol.iterator]` is an expression, so the index has no name there: the files that hold both words are parsed. */
function computed({ name, containers }: SymbolQuery, words: Words): SearchStep {
  const costOf = (part: string): number | undefined => (part === name ? 0 : undefined);
  const files = filesWithOddName(words, `Symbol ${name}`);
  return { matched: "exact", files, costOf, containers, heedsCase: true, around: [] };
}

function inAnyCase(query: SymbolQuery, words: Words): SearchStep {
  const lowered = query.name.toLowerCase();
  const candidates = findNames(words, namesContaining(query.name)).filter(
    ({ name }) => name.toLowerCase() === lowered,
  );
  return {
    ...byIndex("exact", query, candidates),
    heedsCase: false,
    note: `No name is written ${query.name} exactly; these differ from it in upper and lower case.`,
  };
}

/** `Cart total`, `class Cart`, `async function load`: the last word is the name, the others stand around it. */
function lastWord(query: SymbolQuery, words: Words): SearchStep {
  const parts = query.name.split(/\s+/);
  const name = parts.at(-1) ?? "";
  const around = parts.slice(0, -1).map((part) => part.toLowerCase());
  return {
    ...byIndex("substring", { ...query, name }, findNames(words, namesContaining(name))),
    around,
    note: `No name holds all of these words; these hold ${name}, with the others in their signature or container.`,
  };
}

function elsewhere(query: SymbolQuery, words: Words): SearchStep {
  return {
    ...makings.exact({ ...query, containers: [] }, words),
    note: `There is no ${query.name} in ${query.containers.join(".")}; these stand elsewhere. It may be inherited.`,
  };
}

const isWord = /^[\w$\u0080-\uffff]+$/u;
const isWords = /^[\w$\u0080-\uffff]+(?: +[\w$\u0080-\uffff]+)*$/u;

function byIndex(
  matched: SearchStep["matched"],
  { containers }: SymbolQuery,
  candidates: readonly NameCandidate[],
): SearchStep {
  const costs = new Map(candidates.map(({ name, cost }) => [name, cost]));
  const files = new Set(candidates.flatMap(({ name, files: own }) => likelyFirst(name, own)));
  return {
    matched,
    files: [...files],
    costOf: (name) => costs.get(name),
    containers,
    heedsCase: matched === "exact",
    around: [],
  };
}

function byText(
  matched: SearchStep["matched"],
  { name, containers }: SymbolQuery,
  words: Words,
  costOf: SearchStep["costOf"],
): SearchStep {
  return {
    matched,
    files: filesWithOddName(words, name),
    costOf,
    containers,
    heedsCase: matched === "exact",
    around: [],
  };
}

function startCost(name: string, start: string): number | undefined {
  return name.startsWith(start) ? name.length - start.length : undefined;
}

function partCost(name: string, part: string): number | undefined {
  const at = name.toLowerCase().indexOf(part.toLowerCase());
  return at < 0 ? undefined : (at > 0 ? 100 : 0) + Math.min(99, name.length - part.length);
}
