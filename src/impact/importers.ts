import { posix } from "node:path";

import { readNpmPackages } from "../engines/npm-packages.ts";
import { sourcesOf } from "../engines/npm-sources.ts";
import { isConfigPath, readConfig } from "../engines/typescript-configs.ts";
import { languageOfPath } from "../languages/index.ts";
import type { ModuleRules } from "../languages/module-rules.ts";
import type { FileOutline, Import } from "../parsing/facts.ts";
import { SyntaxFiles } from "../references/by-syntax-files.ts";
import { Resolver } from "../references/by-syntax-resolver.ts";
import type { Current, Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { filesWithWord } from "../words/search-words.ts";
import type { ListedFile } from "../workspace/listing.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Open } from "./impact.ts";

/** An import that brings a file in. */
interface Importer {
  readonly path: RepoPath;
  readonly import: Import;
}

export interface FoundImporters {
  readonly importers: readonly Importer[];
  /** Imports that may bring it in. */
  readonly open: readonly Open[];
}

/** Tells who imports a file, as far as syntax and configuration tell. Valid for one answer. */
export class Importers {
  readonly #repository: Repository;
  readonly #current: Current;
  readonly #task: Task;
  readonly #resolvers = new Map<ModuleRules, Resolver>();
  readonly #found = new Map<RepoPath, Promise<FoundImporters>>();
  #aliases: ReadonlyMap<string, readonly string[]> | undefined;

  /** @param gone files that are not there any more; imports of them are found, too */
  constructor(repository: Repository, current: Current, gone: readonly RepoPath[], task: Task) {
    this.#repository = repository;
    this.#task = task;
    const files = new Map<RepoPath, ListedFile>(current.tree.files);
    const [some] = files.values();
    gone.forEach((path) => some !== undefined && files.set(path, { ...some, path }));
    this.#current = { ...current, tree: { ...current.tree, files } };
  }

  /** What follows names in the language of a file; undefined where no rules are known. */
  resolverFor(path: RepoPath): Resolver | undefined {
    const rules = languageOfPath(path)?.modules;
    if (rules === undefined) {
      return undefined;
    }
    const known =
      this.#resolvers.get(rules) ??
      new Resolver(new SyntaxFiles(this.#repository, this.#current, rules, this.#task));
    this.#resolvers.set(rules, known);
    return known;
  }

  /** What the syntax of a file tells, read once; undefined where it cannot be parsed. */
  async outline(path: RepoPath): Promise<FileOutline | undefined> {
    return await this.resolverFor(path)?.files.facts(path);
  }

  async of(path: RepoPath): Promise<FoundImporters> {
    const known = this.#found.get(path) ?? this.#find(path);
    this.#found.set(path, known);
    return await known;
  }

  async #find(path: RepoPath): Promise<FoundImporters> {
    const files = this.resolverFor(path)?.files;
    if (files === undefined) {
      return { importers: [], open: [] };
    }
    const words = this.#wordsOf(path);
    const candidates = this.#filesWith(words).filter((one) => one !== path && files.reads(one));
    const looked = candidates.slice(0, mostCandidates);
    await files.load(looked);
    const importers: Importer[] = [];
    const open: Open[] = candidates.slice(mostCandidates).map((one) => ({
      path: one,
      line: 1,
      reason: `Too many files may import ${path}; this one was not looked at.`,
    }));
    for (const from of looked) {
      const facts = await files.facts(from);
      for (const one of facts?.imports ?? []) {
        const module = files.find(one.source, files.fromFile(from, facts, one));
        if (module.kind === "module" && module.files?.includes(path) === true) {
          importers.push({ path: from, import: one });
        } else if (module.kind === "unknown" && words.has(lastWord(one.source))) {
          const { line } = one.range;
          open.push({ path: from, line, reason: `Where ${one.source} leads is not known.` });
        }
      }
    }
    return { importers, open };
  }

  /** What an import of the file holds: its name, that of its folder, or a name that configuration gives to it. */
  #wordsOf(path: RepoPath): ReadonlySet<string> {
    const folder = posix.dirname(path);
    const stem = posix.basename(path).replace(/\..*$/u, "");
    const parts = folder === "." ? [posix.basename(this.#repository.root)] : folder.split("/");
    const names = [stem, ...parts.slice(-2), ...(this.#aliasesNow().get(path) ?? [])];
    return new Set(names.map(lastWord).filter((word) => word !== "" && !usual.has(word)));
  }

  #filesWith(words: ReadonlySet<string>): RepoPath[] {
    const files = new Set<RepoPath>();
    for (const word of words) {
      filesWithWord(this.#current.words, word, ~0).forEach((path) => files.add(path));
    }
    return [...files];
  }

  #aliasesNow(): ReadonlyMap<string, readonly string[]> {
    this.#aliases ??= aliasesIn(this.#repository.root, [...this.#current.tree.files.keys()]);
    return this.#aliases;
  }
}

/** A word in more files is no name of one file. */
const mostCandidates = 3000;

/** Folders and files that are never imported by this name. */
const usual: ReadonlySet<string> = new Set(["src", "__init__", "."]);

function lastWord(name: string): string {
  return (
    name
      .replace(/\.[cm]?[jt]sx?$/u, "")
      .match(/[\p{ID_Continue}$]+/gu)
      ?.at(-1) ?? ""
  );
}

/** Names that packages and configurations give to single files. */
function aliasesIn(
  root: string,
  paths: readonly RepoPath[],
): ReadonlyMap<string, readonly string[]> {
  const known = new Set<string>(paths);
  const files = {
    has: (path: string) => known.has(path),
    hasLike: (start: string, end: string) =>
      paths.some((path) => path.startsWith(start) && path.endsWith(end)),
  };
  const pairs = [
    ...readNpmPackages(root, paths).flatMap((one) => [...sourcesOf(one, files)]),
    ...paths
      .filter(isConfigPath)
      .flatMap((path) => [...(readConfig(root, path)?.paths ?? [])])
      .flatMap(([name, targets]) => targets.map((target) => [name, target] as const)),
  ];
  const found = new Map<string, string[]>();
  for (const [name, path] of pairs) {
    const names = found.get(path) ?? [];
    found.set(path, names);
    names.push(name);
  }
  return found;
}
