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
  /** `'x'` is a character, but `'name` without a closing quote is code (Rust lifetimes). */
  readonly lifetimes: boolean;
  /** Raw strings with a variable number of fences: Rust's `r##"…"##`, C#'s `"""…"""`. */
  readonly rawStrings: "none" | "rust" | "c-sharp";
  /** Never identifiers. */
  readonly keywords: readonly string[];
  /** Keywords only where another word, a string or an opening bracket follows on the same line (`type X`, `from "x"`). */
  readonly contextualKeywords: readonly string[];
  /** Words that stand between two operands, so a contextual keyword before one is a name: `as`, `of`, `instanceof`. */
  readonly infixWords: readonly string[];
  /** Words before which a `/` starts a regular expression although a word usually ends a value: `return`. */
  readonly regexAfter: readonly string[];
}
