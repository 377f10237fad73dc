import type { Lexicon } from "./lexicon.ts";
import type { LocalRules } from "./local-rules.ts";
import type { ModuleRules } from "./module-rules.ts";
import type { NameRules } from "./name-rules.ts";

/** The kinds of definitions we tell apart; LSP's SymbolKind in words an agent would use. */
export const symbolKinds = [
  "module",
  "class",
  "interface",
  "trait",
  "struct",
  "enum",
  "enum_member",
  "type",
  "function",
  "method",
  "constructor",
  "property",
  "accessor",
  "constant",
  "variable",
  "macro",
] as const;

export type SymbolKind = (typeof symbolKinds)[number];

/** What is named through its container: `cart.total`. */
export const memberKinds: ReadonlySet<SymbolKind> = new Set([
  "property",
  "method",
  "accessor",
  "enum_member",
]);

/** What `exported` is decided from; plain strings, so a language needs no syntax tree. */
export interface ExportFacts {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Text of the nodes captured as `@modifier` for this definition (`export`, `pub`, `public` …). */
  readonly modifiers: readonly string[];
  /** Undefined for a definition that no other definition contains. */
  readonly container?: { readonly kind: SymbolKind; readonly exported: boolean };
  /** Names captured anywhere in the file as `@exported` (`export { a as b }` gives `a`; Python's `__all__`). */
  readonly exportedNames: ReadonlySet<string>;
}

/** Words that are names in other places. */
export interface ReservedWords {
  readonly members: readonly string[];
  readonly types: readonly string[];
  /** Whatever is neither. */
  readonly bindings: readonly string[];
}

/**
 * Everything that differs from language to language, as data and pure functions.
 * The captures its query (`<id>.scm`) may use are listed in `captures.md` beside this file.
 */
export interface Language {
  /** Stable id, also the name of the query file: `typescript` → `typescript.scm`. */
  readonly id: string;
  /** Names of the query files when the language shares patterns with others; `[id]` where it does not. */
  readonly queries?: readonly string[];
  /** As people write it: `TypeScript`. */
  readonly title: string;
  /** Lower case with the dot: `.ts`. A file belongs to the language with the longest matching ending. */
  readonly extensions: readonly string[];
  /** Whole file names without a telling extension: `Jakefile`. */
  readonly filenames: readonly string[];
  /** File name inside the package's `grammars` folder. */
  readonly grammar: string;
  /** How the byte lexer reads it. */
  readonly lexicon: Lexicon;
  /** What a definition cannot be called beside the lexicon's keywords; undefined: anything else will do. */
  readonly reserved?: ReservedWords;
  /** What its syntax trees tell of a name at one place. */
  readonly names: NameRules;
  /** How names are bound within a file. */
  readonly locals: LocalRules;
  /** How its files find each other. Languages that can import from one another share their rules. */
  readonly modules: ModuleRules;
  /**
   * Rewrites syntax the grammar does not know into syntax it knows, at the same length. Where that leaves errors, the
   * text as it is gets parsed, too, and the better tree is taken. Names and signatures come from the text as it is.
   */
  readonly repair?: (text: string) => string;
  /** How search patterns that are no statements of their own are read; undefined: every pattern is one. */
  readonly patterns?: {
    /** What may stand around one: `class C {` … `}` around a method. Tried in this order. */
    readonly contexts: readonly (readonly [before: string, after: string])[];
    /** Node types a pattern has by accident: `kind: $K` is a label only to the grammar. The contexts count, too, then. */
    readonly accidents: readonly string[];
  };
  /** Where its documentation comments stand. */
  readonly docs: "before" | "inside";
  /** Turns the text of a documentation comment, delimiters included, into its prose. */
  cleanDoc(raw: string): string;
  /** Whether a definition can be used from other files. */
  isExported(facts: ExportFacts): boolean;
}
