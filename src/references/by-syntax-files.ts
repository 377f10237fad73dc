import { languageOfPath, languages } from "../languages/index.ts";
import type { FromFile, ModuleAt, ModuleRules, SourceTree } from "../languages/module-rules.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { FileOutline, Import, Range } from "../parsing/facts.ts";
import type { NamePlace } from "../parsing/name-places.ts";
import { isInside } from "../parsing/ranges.ts";
import type { Current, Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { filesWithWord } from "../words/search-words.ts";
import { wordFlag } from "../words/word-sink.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { openSourceTree } from "./by-syntax-tree.ts";

/** The files of one language family with what their syntax tells, each read once. Valid for one answer. */
export class SyntaxFiles {
  readonly #repository: Repository;
  readonly #current: Current;
  readonly #task: Task;
  readonly #tree: SourceTree;
  readonly #facts = new Map<string, Promise<FileOutline | undefined>>();
  readonly #definers = new Map<string, ReadonlySet<string>>();
  readonly rules: ModuleRules;

  constructor(repository: Repository, current: Current, rules: ModuleRules, task: Task) {
    this.#repository = repository;
    this.#current = current;
    this.#task = task;
    this.rules = rules;
    this.#tree = openSourceTree(repository.root, [...current.tree.files.keys()], rules);
  }

  /** The facts of a file, undefined where it cannot be parsed. */
  async facts(path: string): Promise<FileOutline | undefined> {
    const known = this.#facts.get(path);
    if (known !== undefined) {
      return await known;
    }
    await this.load([path]);
    return await this.#facts.get(path);
  }

  /** Reads the facts of many files at once. */
  async load(paths: readonly string[]): Promise<void> {
    const fresh = [...new Set(paths)].filter((path) => !this.#facts.has(path)).map(asRepoPath);
    if (fresh.length === 0) {
      return;
    }
    const answers = this.#repository.facts(fresh, this.#task);
    for (const path of fresh) {
      const facts = answers.then((all) => {
        const found = all.get(path);
        return found === undefined || "unparsed" in found ? undefined : found;
      });
      // Whoever asks for it gets the failure.
      facts.catch(() => undefined);
      this.#facts.set(path, facts);
    }
    await answers;
  }

  /** Reads the facts of the modules that files import from, so that following names finds them there. */
  async loadImported(paths: readonly string[], names: ReadonlySet<string>): Promise<void> {
    const wanted: string[] = [];
    for (const path of paths) {
      const facts = await this.facts(path);
      for (const one of facts?.imports ?? []) {
        if (one.name === "*" || names.has(one.name ?? "") || names.has(one.alias ?? "")) {
          const at = this.find(one.source, this.fromFile(path, facts, one));
          wanted.push(
            ...(at.kind === "module" && (at.files?.length ?? 0) < 4 ? (at.files ?? []) : []),
          );
        }
      }
    }
    await this.load(wanted);
  }

  /** Files in which a name may be defined. */
  definersOf(name: string): ReadonlySet<string> {
    const known = this.#definers.get(name);
    if (known !== undefined) {
      return known;
    }
    const all = filesWithWord(this.#current.words, name, wordFlag.definition);
    const found = new Set([...all].filter((path) => this.reads(path)));
    this.#definers.set(name, found);
    return found;
  }

  /** A file as the rules of the language want to know it, seen from a place in it. */
  fromFile(
    path: string,
    facts: FileOutline | undefined,
    place?: { readonly range: Range },
  ): FromFile {
    const modules = facts?.definitions.filter(({ kind }) => kind === "module") ?? [];
    return {
      path,
      package: facts?.package,
      modules: modules.map(qualifiedName),
      within:
        place === undefined
          ? []
          : modules.filter(({ range }) => isAround(range, place.range)).map(({ name }) => name),
    };
  }

  /** Whether a file belongs to the same family of languages. */
  reads(path: string): boolean {
    return languageOfPath(path)?.modules === this.rules;
  }

  /** Where a name stands in a file. */
  async placesOf(path: RepoPath, name: string): Promise<readonly NamePlace[]> {
    const wanted = { names: [name] };
    const found = await this.#repository.parsing.places([{ path, wanted }], this.#task);
    const answer = found.get(path);
    return answer === undefined || "unparsed" in answer ? [] : answer.places;
  }

  /** Whether an import binds a name, be it that the file defines it as well. */
  isImported({ imports }: FileOutline, name: string): boolean {
    return imports.some((one) =>
      one.alias !== undefined
        ? one.alias === name
        : one.name === undefined
          ? this.rules.bound(one.source)?.name === name
          : one.name === name,
    );
  }

  /** Whether what an import brings can be imported from its file. */
  passesOn({ exported }: Import): boolean {
    return this.rules.passesOn && (this.rules.starBinds || exported === true);
  }

  /** Whether a member can be named without saying whose it is. */
  get namesMembersAlone(): boolean {
    return languages.some(
      ({ modules, locals }) => modules === this.rules && locals.bareMembers === "anywhere",
    );
  }

  /** Whether names come into files in ways imports do not tell. */
  get isOpen(): boolean {
    return this.rules.isOpen;
  }
  /** Words of which every import of a file holds one, but for those by dots alone. */
  wordsOf(path: string): ReadonlySet<string> {
    const names = [...this.#tree.namesOf(path), ...pathNames(path)];
    return new Set(names.flatMap((name) => name.match(/[\p{ID_Continue}$]+/gu)?.at(-1) ?? []));
  }

  /** Where an import leads. */
  find(source: string, from: FromFile): ModuleAt {
    return this.rules.find(source, from, this.#tree);
  }

  /** Modules whose names a file uses without an import. */
  own(from: FromFile): readonly ModuleAt[] {
    return this.rules.own(from, this.#tree);
  }
}

/** A `mod` without a body is not around itself. */
function isAround(outer: Range, inner: Range): boolean {
  return isInside(inner, outer) && !isInside(outer, inner);
}

/** A file's name without its ending; of one that stands for its folder, the folder's. */
function pathNames(path: string): readonly string[] {
  const [file = "", folder = ""] = path.split("/").toReversed();
  const stem = file.replace(/\..*$/u, "");
  return stem === "index" ? [stem, folder] : [stem];
}
