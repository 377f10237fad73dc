import type { SymbolKind } from "../languages/language.ts";

/** A half-open stretch of a file; lines and columns are 1-based, columns in UTF-16 units. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** The column after the last character. */
  readonly endColumn: number;
}

/** One definition, in source order within its file. */
export interface Definition {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Position in `FileFacts.definitions` of the definition that contains this one. */
  readonly parent?: number;
  /** Names of the containers from the outermost in, for a definition written outside of its container too. */
  readonly container: readonly string[];
  readonly exported: boolean;
  readonly nameRange: Range;
  /** The whole definition with decorators and modifiers, without the documentation comment before it. */
  readonly range: Range;
  /** First line of the documentation comment or decorator that belongs to it; `range.line` where there is none. */
  readonly startLine: number;
  /** White space folded, at most 300 characters. */
  readonly signature: string;
  /** The prose of the documentation comment, at most 600 characters. */
  readonly doc?: string;
  /** A member of an object that has no name, so that the name means nothing on its own. */
  readonly ofObject?: true;
}

export interface Import {
  /** The module's name without quotes. */
  readonly source: string;
  /** As the source exports it; `*` for everything, `default`, or undefined for an import of effects alone. */
  readonly name?: string;
  /** The name in this file. */
  readonly alias?: string;
  /** Whether it hands on what it imports: `export … from`, `pub use`, `global using`. */
  readonly exported?: true;
  readonly range: Range;
}

/** A name that goes out under another one, or is exported apart from its definition. */
interface Export {
  /** In this file. */
  readonly name: string;
  /** For others: a name, `default`, or `*` where it is the module itself (`module.exports = Cart`). */
  readonly as: string;
  readonly range: Range;
}

/** A lexical scope and the locals it declares. Scopes nest by range. */
export interface Scope {
  readonly range: Range;
  readonly locals: readonly Local[];
}

export interface Local {
  readonly name: string;
  readonly range: Range;
  /** Whether it names a type, or a type and a value, where the language tells them apart; else a value. */
  readonly means?: "type" | "both";
  /** Where it can be named from, when that is not its whole scope. */
  readonly from?: { readonly line: number; readonly column: number };
}

/** What the syntax of one file tells to others. Bad source still gives an outline, with `syntaxErrors` above zero. */
export interface FileOutline {
  readonly language: string;
  /** Git's blob id of the bytes that were parsed. */
  readonly hash: string;
  readonly lines: number;
  /** Number of ERROR and MISSING nodes, counted to 100. */
  readonly syntaxErrors: number;
  readonly definitions: readonly Definition[];
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  /** The package the file says it belongs to. */
  readonly package?: string;
}

/** Everything the syntax of one file tells. */
export interface FileFacts extends FileOutline {
  readonly scopes: readonly Scope[];
}

/** A file that could not be read as source, with the reason as an agent may see it. */
export interface Unparsed {
  readonly unparsed: string;
}
