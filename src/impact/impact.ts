import type { SymbolKind } from "../languages/language.ts";
import type { Precision, ReferenceRole } from "../references/references.ts";
import type { ChangedFile } from "./changed-files.ts";

/** What became of a symbol; `given` where it was named by the caller. */
export type Change = "given" | "added" | "removed" | "modified" | "signature";

export interface ChangedSymbol {
  readonly section: "changed";
  readonly name: string;
  /** A file's path where its imports or statements outside of definitions changed. */
  readonly qualifiedName: string;
  readonly kind: SymbolKind;
  /** Where it was, for one that is gone. */
  readonly path: string;
  readonly line: number;
  readonly change: Change;
}

/** `holds`: the symbol is the object whose property the reached one is. */
export type CallerRole = ReferenceRole | "holds";

/** A definition, or the statements of a file outside of definitions, that what changed reaches. */
export interface Caller {
  readonly section: "callers";
  /** The qualified name; the path for a file's statements. */
  readonly name: string;
  readonly kind: SymbolKind;
  readonly path: string;
  /** Of the first place in it that names the symbol one step nearer. */
  readonly line: number;
  readonly distance: number;
  /** The symbol one step nearer, `path#name`. */
  readonly via: string;
  readonly role: CallerRole;
  /** Where it is not the precision of the whole answer. */
  readonly precision?: Precision;
}

export interface PublicName {
  readonly section: "public_api";
  readonly name: string;
  readonly path: string;
  readonly line: number;
  /** A sentence without its full stop. */
  readonly why: string;
}

export interface ReachedTest {
  readonly section: "tests";
  readonly path: string;
  /** Of the first place in it that names the symbol one step nearer. */
  readonly line: number;
  /** 0: the test itself changed. */
  readonly distance: number;
  /** Names of test functions that are reached, where tests are definitions. */
  readonly tests?: readonly string[];
  /** The shortest way: what changed, what is between, the test's path. */
  readonly reason: readonly string[];
}

export type ImpactEntry = ChangedSymbol | Caller | PublicName | ReachedTest;

/** A symbol with so many references that not all of them are followed. */
export interface Hub {
  readonly name: string;
  readonly path: string;
  readonly references: number;
  readonly followed: number;
}

/** A place that may reach further and is not accounted for. */
export interface Open {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

/** What ends a search early. */
export interface ImpactLimits {
  /** References looked at, over the whole search. */
  readonly places: number;
  readonly timeMs: number;
  /** A symbol with more references is a hub. */
  readonly hub: number;
}

export interface ImpactRequest {
  /** Each `name`, `Container.name` or `path#Container.name`. */
  readonly symbols?: readonly string[] | undefined;
  /** A commit the working tree is compared with. */
  readonly since?: string | undefined;
  /** Files in both versions, instead of a commit. */
  readonly files?: readonly ChangedFile[] | undefined;
  /** Only changes below it count. */
  readonly path?: string | undefined;
  readonly maxDistance: number;
  readonly limit: number;
  readonly offset: number;
  readonly limits?: ImpactLimits;
}

export interface ImpactResult {
  /**
   * One page: what changed, who names it directly, the tests that are reached, public names, and then who is further
   * away.
   */
  readonly entries: readonly ImpactEntry[];
  readonly counts: Readonly<Record<ImpactEntry["section"], number>>;
  readonly total: number;
  readonly hubs: readonly Hub[];
  /** The weakest of what was used. */
  readonly precision: Precision;
  readonly complete: boolean;
  readonly unexplained: readonly Open[];
  readonly notes: readonly string[];
}
