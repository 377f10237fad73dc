/** A comment or string as the byte lexer sees it. Delimiters are ASCII. */
export interface Delimited {
  readonly open: string;
  readonly close: string;
  /** The character that takes the meaning from the one after it. */
  readonly escape?: string;
  /** False: an unclosed one ends with its line, so that one slip does not hide the rest of the file. */
  readonly multiline?: boolean;
  /** Comments that nest (Rust). */
  readonly nests?: boolean;
  /** Code inside of a string: `${` … `}`. */
  readonly interpolation?: { readonly open: string; readonly close: string };
  /** Doubled closing delimiter stands for itself (C# verbatim, SQL). */
  readonly doubled?: boolean;
}

/**
 * How the byte lexer finds the identifiers of a language family, without a grammar.
 * Measured against tree-sitter by `npm run bench`; the fixtures hold the bounds as a test.
 */
export interface Lexicon {
  readonly family: string;
  /** ASCII characters beside letters, digits and `_` that an identifier may hold. */
  readonly identifierExtras: string;
  readonly lineComments: readonly string[];
  readonly blockComments: readonly Delimited[];
  readonly strings: readonly Delimited[];
  /** `/…/` is a regular expression where a value may stand. */
  readonly regexLiterals: boolean;
  /** Tags may stand where a value may (`<p>text {code}</p>`): text between them is no code. */
  readonly jsx: boolean;
  /** `'x'` is a character, but `'name` without a closing quote is code (Rust lifetimes). */
  readonly lifetimes: boolean;
  /** `$name:kind` in macros is no name (Rust). */
  readonly metavariables: boolean;
  /** Raw strings with a variable number of fences: Rust's `r##"…"##`, C#'s `"""…"""`. */
  readonly rawStrings: "none" | "rust" | "c-sharp";
  /** What makes a name of a keyword, and is no part of the name. */
  readonly rawNamePrefix: "" | "r#" | "@";
  /** Never identifiers, but for members where `keywordsAsMembers` holds. */
  readonly keywords: readonly string[];
  /** `a.catch` and `{ class: 1 }` are names although the words are keywords. */
  readonly keywordsAsMembers: boolean;
  /** Keywords that a colon follows without making members of them: `default:`. */
  readonly labels: readonly string[];
  /** Keywords after which names are those of another file, until a string, `=`, `;` or a new line outside of brackets (`import { a } from "b"`). */
  readonly importWords: readonly string[];
  /** Keywords that a parenthesis follows in nearly every file, and that are hardly ever members: `if (`. */
  readonly statements: readonly string[];
  /** Keywords in the place of a type (`x: string`, `Map<string, number>`), else names. */
  readonly typeKeywords: readonly string[];
  /** Type keywords are names only before `::`, `.` or a parenthesis; else what stands around them decides. */
  readonly typesReserved: boolean;
  /** Keywords only where another word, a string or an opening bracket follows on the same line (`type X`, `from "x"`). */
  readonly contextualKeywords: readonly string[];
  /** Words that stand between two operands, so a contextual keyword before one is a name: `as`, `of`, `instanceof`. */
  readonly infixWords: readonly string[];
  /** Which identifiers may be names of definitions; see `DefinitionHints`. */
  readonly definitions: DefinitionHints;
  /** Words before which a `/` starts a regular expression although a word usually ends a value: `return`. */
  readonly regexAfter: readonly string[];
}

/**
 * Tells from the neighbours of an identifier whether it may be the name of a definition.
 * It must never rule out a real one (the fixtures and `npm run bench` hold that), but may let others pass:
 * it only decides which files are worth a parse.
 * An identifier may be a definition when the word before it declares, or when what stands
 * before and after it, white space and comments left out, are both allowed.
 */
interface DefinitionHints {
  /** Words after which a name is defined, whatever follows: `class`, `def`. */
  readonly declares: readonly string[];
  /** Words after which a name is used: `return`, `new`. */
  readonly uses: readonly string[];
  /** Characters allowed before it: `a` stands for any other word, a line break for one in between. */
  readonly before: string;
  /** Characters allowed after it, in the same way; `>` stands for `=>`. */
  readonly after: string;
  /** Characters allowed after a name that stands after a dot: `=` where `a.b = …` defines `b`. A parenthesis only where a type stands before the chain. */
  readonly afterMember: string;
  /** Between parentheses too (Go's `const (…)`); else only after a contextual keyword (`private name`). */
  readonly inParentheses: boolean;
}
