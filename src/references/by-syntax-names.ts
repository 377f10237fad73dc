import type { Current } from "../repository/repository.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Denoted } from "./by-syntax-denoted.ts";
import type { Resolver } from "./by-syntax-resolver.ts";
import { wordFiles } from "./word-files.ts";

/** The files that may name a symbol, each with the names it may have there. */
export interface NamedFiles {
  readonly files: ReadonlyMap<RepoPath, ReadonlySet<string>>;
  /** Files beyond the limit, which were not looked at. */
  readonly missed: readonly RepoPath[];
}

/** More than an answer can be made of; a name in more files is `i` or `get`. */
const mostFiles = 3000;

/** A name is passed on under other names at most so often; more is a generated chain. */
const maxRounds = 8;

/**
 * Finds the names of a symbol that other files know it by: its own, the aliases in their files, and what it is exported
 * as. Until nothing new is found, since every new name may be in further files.
 */
export async function findNames(
  resolver: Resolver,
  current: Current,
  name: string,
  isIt: (denoted: Denoted) => boolean,
): Promise<NamedFiles> {
  const files = new Map<RepoPath, Set<string>>();
  const missed = new Set<RepoPath>();
  const names = new Set<string>();
  let fresh: readonly FreshName[] = [{ name, word: name }];
  for (let round = 0; fresh.length > 0 && round < maxRounds; round += 1) {
    const next: FreshName[] = [];
    for (const { name: known, word } of fresh) {
      names.add(`${known} ${word}`);
      const { found, beyond } = candidates(resolver, current, word, mostFiles - files.size);
      beyond.forEach((path) => missed.add(path));
      await resolver.files.load(found);
      await resolver.files.loadImported(found, new Set([known]));
      for (const path of found) {
        const inFile = files.get(path) ?? new Set();
        files.set(path, inFile);
        if (known !== "default") {
          inFile.add(known);
        }
        next.push(...(await newNames(resolver, path, known, { inFile, isIt })));
      }
    }
    fresh = next.filter((one) => !names.has(`${one.name} ${one.word}`));
  }
  return { files, missed: [...missed] };
}

/** A name under which others can import the symbol, and the word that files doing so hold. */
interface FreshName {
  readonly name: string;
  readonly word: string;
}

function candidates(
  resolver: Resolver,
  current: Current,
  word: string,
  limit: number,
): { readonly found: readonly RepoPath[]; readonly beyond: readonly RepoPath[] } {
  const { inCode, inText } = wordFiles(current, word);
  const all = [...new Set([...inCode, ...inText])].filter((path) => resolver.files.reads(path));
  return { found: all.slice(0, limit), beyond: all.slice(limit) };
}

/** Adds the aliases a file gives to the symbol, and answers the names it passes it on under. */
async function newNames(
  resolver: Resolver,
  path: RepoPath,
  known: string,
  { inFile, isIt }: { readonly inFile: Set<string>; readonly isIt: (denoted: Denoted) => boolean },
): Promise<readonly FreshName[]> {
  const facts = await resolver.files.facts(path);
  if (facts === undefined) {
    return [];
  }
  const passedOn = new Set<string>();
  for (const one of facts.imports) {
    const { name, alias } = one;
    const isWhole = name === "*" || name === undefined;
    const mayBe = name === known || (isWhole && alias !== undefined);
    const isNew = alias !== undefined || name === "default";
    if (mayBe && isNew && isIt(await resolver.of(path, facts, one))) {
      const here = alias ?? "default";
      [here, name ?? here].filter((other) => other !== "*").forEach((other) => inFile.add(other));
      if (resolver.files.passesOn(one)) {
        passedOn.add(here);
      }
    }
  }
  for (const { name, as } of facts.exports) {
    if (inFile.has(name) && as !== known && isIt(await resolver.named(path, name))) {
      passedOn.add(as === "*" ? "default" : as);
      inFile.add(as === "*" ? name : as);
    }
  }
  const { rules } = resolver.files;
  const defines = facts.definitions.some(
    (one) => one.name === known && rules.isDefault(one.signature),
  );
  if (defines && isIt({ kind: "symbol", path, name: known })) {
    passedOn.add("default");
  }
  return [...passedOn].flatMap((name) =>
    name === "default"
      ? [...resolver.files.wordsOf(path)].map((word) => ({ name, word }))
      : { name, word: name },
  );
}
