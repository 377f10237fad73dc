import type { Lexicon } from "../languages/lexicon.ts";
import { compileLexicon, type CompiledLexicon } from "./compile-lexicon.ts";

const lexicons = new Map<string, CompiledLexicon>();

/** A lexicon in the form the lexer reads, made once per thread. */
export function compiled(lexicon: Lexicon): CompiledLexicon {
  const known = lexicons.get(lexicon.family);
  if (known !== undefined) {
    return known;
  }
  const fresh = compileLexicon(lexicon);
  lexicons.set(lexicon.family, fresh);
  return fresh;
}
