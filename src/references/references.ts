import type { SymbolKind } from "../languages/language.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** What is asked about a symbol, in LSP's terms. */
export const relations = [
  "references",
  "definition",
  "implementations",
  "callers",
  "callees",
  "supertypes",
  "subtypes",
] as const;

export type Relation = (typeof relations)[number];

/**
 * How a reference was found, the surest first: `exact` by a compiler, `scoped` by scopes and imports, `unique` because
 * the name is declared once in the repository, `candidate` because it is the same word.
 */
export const precisions = ["exact", "scoped", "unique", "candidate"] as const;

export type Precision = (typeof precisions)[number];

const referenceRoles = [
  "definition",
  "import",
  "export",
  "call",
  "type",
  "extends",
  "write",
  "read",
  "jsx",
  "doc",
] as const;

export type ReferenceRole = (typeof referenceRoles)[number];

/** One place that names the symbol. Lines and columns are 1-based, columns in UTF-16 units. */
export interface Reference {
  readonly path: RepoPath;
  readonly line: number;
  readonly column: number;
  /** The column after the name. */
  readonly endColumn: number;
  readonly role: ReferenceRole;
  /** The qualified name of the innermost definition around it; absent at the top of the file. */
  readonly in?: string;
  /** The line without the white space around it, at most 200 characters. */
  readonly text: string;
  /** Where it is not the precision of the whole answer. */
  readonly precision?: Precision;
}

/** A file that holds the word and is not accounted for. */
export interface Unexplained {
  readonly path: RepoPath;
  /** The first place in question. */
  readonly line: number;
  /** A sentence an agent can act on. */
  readonly reason: string;
}

/** Accounts for every file that holds the word. The numbers count files; each file is in one class. */
export interface Certificate {
  readonly filesWithWord: number;
  readonly inResult: number;
  /** Every place in code was resolved to another symbol. */
  readonly otherSymbol: number;
  readonly commentOrString: number;
  /** In no project of the engine, and not asked about. */
  readonly outsideProjects: number;
  readonly unexplained: readonly Unexplained[];
}

/** The word where no engine looks: documentation, configuration, strings, comments, code in other languages. */
export interface Mention {
  readonly path: RepoPath;
  readonly line: number;
  readonly column: number;
  readonly kind: "comment" | "string" | "doc" | "config" | "code";
  /** The line without the white space around it, at most 200 characters. */
  readonly text: string;
}

export interface Target {
  readonly name: string;
  readonly kind: SymbolKind | "local";
  readonly path: RepoPath;
  readonly line: number;
  readonly column: number;
}

/** What is asked about: a symbol by its name, or the identifier at a place. */
export interface TargetRequest {
  readonly symbol?: string | undefined;
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** How often the word stands where no engine looks. */
export interface Mentions {
  /** Source files in whose comments or strings it stands, or in whose language the engine does not read. */
  readonly files: number;
  /** The first of them, with their places. */
  readonly shown: readonly Mention[];
}

export interface FindReferencesRequest extends TargetRequest {
  readonly relation: Relation;
  readonly limit: number;
  readonly offset: number;
}

export interface FindReferencesResult {
  readonly target: Target;
  readonly relation: Relation;
  /** One page of them: the definitions' file first, then by path and line. */
  readonly references: readonly Reference[];
  readonly total: number;
  readonly files: number;
  readonly precision: Precision;
  /** What answered, with its version; `syntax` where no engine did. */
  readonly engine: string;
  readonly complete: boolean;
  readonly certificate: Certificate;
  readonly mentions: Mentions;
  readonly notes: readonly string[];
}
