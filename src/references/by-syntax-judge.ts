import type { NamePlace } from "../parsing/name-places.ts";
import type { FileOutline, Import } from "../parsing/facts.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { meaningAt, type PlaceMeaning } from "./by-syntax-meaning.ts";
import type { Resolver } from "./by-syntax-resolver.ts";
import type { Subject } from "./by-syntax-subject.ts";

/** Whether a place names the subject: proved, disproved, or open with the reason. */
export type Verdict =
  | { readonly kind: "it" }
  | { readonly kind: "other" }
  | { readonly kind: "open"; readonly reason: string };

const it: Verdict = { kind: "it" };
const other: Verdict = { kind: "other" };

const asValue = "the file uses its module as a value, which may be what this goes through";

/** Judges the places of one file after the other. */
export class Judge {
  readonly #resolver: Resolver;
  readonly #subject: Subject;
  readonly #asValue = new Map<RepoPath, Promise<boolean>>();

  constructor(resolver: Resolver, subject: Subject) {
    this.#resolver = resolver;
    this.#subject = subject;
  }

  /** Whether a resolved name is the subject. */
  readonly isIt = (denoted: PlaceMeaning): boolean => {
    const subject = this.#subject;
    return (
      denoted.kind === "symbol" &&
      (subject.kind === "shared" || subject.kind === "member") &&
      denoted.path === subject.path &&
      denoted.name === subject.name
    );
  };

  async judge(path: RepoPath, name: string, place: NamePlace): Promise<Verdict> {
    const meaning = await meaningAt(this.#resolver, path, name, place);
    const subject = this.#subject;
    if (subject.kind === "unknown") {
      return { kind: "open", reason: subject.reason };
    }
    if (subject.kind === "local") {
      return isSame(meaning, subject.meaning) ? it : other;
    }
    if (subject.kind === "member") {
      return this.#asMember(path, meaning, place, subject);
    }
    return subject.isType !== undefined && place.isType === !subject.isType
      ? other
      : await this.#asShared(path, name, meaning, subject);
  }

  #asMember(
    path: RepoPath,
    meaning: PlaceMeaning,
    place: NamePlace,
    { parameter, only, path: home }: Extract<Subject, { kind: "member" }>,
  ): Verdict {
    if (parameter !== undefined && isSame(meaning, parameter)) {
      return it;
    }
    if (only !== undefined && this.isIt(meaning)) {
      const isOwn = path === home && place.line === only.line && place.column === only.column;
      return isOwn
        ? it
        : { kind: "open", reason: "another definition in its file has the same name" };
    }
    const isOpen = meaning.kind === "member" || meaning.kind === "unknown" || place.isShorthand;
    if (isOpen && !this.isIt(meaning)) {
      return { kind: "open", reason: "the type of what it is a member of is not known" };
    }
    if (meaning.kind === "symbol") {
      return this.isIt(meaning) ? it : other;
    }
    // A member of a superclass can be named alone where members can.
    const mayInherit = place.means.kind === "free" && this.#resolver.files.namesMembersAlone;
    return mayInherit ? { kind: "open", reason: "it may be inherited" } : other;
  }

  async #asShared(
    path: RepoPath,
    name: string,
    meaning: PlaceMeaning,
    subject: Extract<Subject, { kind: "shared" }>,
  ): Promise<Verdict> {
    if (meaning.kind === "symbol") {
      return this.isIt(meaning) ? it : other;
    }
    if (meaning.kind === "unknown") {
      return { kind: "open", reason: meaning.reason };
    }
    if (meaning.kind === "local" || meaning.kind === "member") {
      return (await this.#passesItAround(path)) ? { kind: "open", reason: asValue } : other;
    }
    if (meaning.kind !== "missing") {
      return other;
    }
    const facts = await this.#resolver.files.facts(path);
    if (facts !== undefined && this.#resolver.files.isImported(facts, name)) {
      const reason = `what ${name} is imported from does not define it by its syntax`;
      return { kind: "open", reason };
    }
    return subject.isOpen
      ? { kind: "open", reason: `${name} may come into the file without an import` }
      : other;
  }

  /** Whether a file has the subject's module as a value: from a call, or by a name that is used alone. */
  async #passesItAround(path: RepoPath): Promise<boolean> {
    const known = this.#asValue.get(path) ?? this.#findValue(path);
    this.#asValue.set(path, known);
    return await known;
  }

  async #findValue(path: RepoPath): Promise<boolean> {
    const facts = await this.#resolver.files.facts(path);
    for (const one of facts?.imports ?? []) {
      const isWhole = one.name === "*" || (one.name === undefined && one.alias !== undefined);
      const isValue = isWhole && one.exported !== true;
      if (facts !== undefined && isValue && (await this.#bringsIt(path, facts, one))) {
        const { alias } = one;
        if (alias === undefined || (await this.#isUsedAlone(path, alias))) {
          return true;
        }
      }
    }
    return false;
  }

  async #bringsIt(path: RepoPath, facts: FileOutline, one: Import): Promise<boolean> {
    const module = await this.#resolver.of(path, facts, one);
    const names = this.#subject.kind === "shared" ? [this.#subject.name, "default"] : [];
    for (const name of module.kind === "module" ? names : []) {
      if (this.isIt(await this.#resolver.member(module, name))) {
        return true;
      }
    }
    return false;
  }

  async #isUsedAlone(path: RepoPath, alias: string): Promise<boolean> {
    const found = await this.#resolver.files.placesOf(path, alias);
    return found.some(
      ({ role, isHead, means }) =>
        !isHead && means.kind === "free" && role !== "import" && role !== "definition",
    );
  }
}

function isSame(a: PlaceMeaning, b: PlaceMeaning): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
