import type { Language } from "./language.ts";
import { jsxLexicon } from "./lexicon-ecmascript.ts";
import { repairTypeWords } from "./repair-type-words.ts";
import { typescript } from "./typescript.ts";
import { ecmascriptReserved } from "./reserved-ecmascript.ts";

/** TypeScript with JSX has a grammar of its own, because `<T>value` means something else there. */
export const tsx: Language = {
  ...typescript,
  id: "tsx",
  title: "TSX",
  extensions: [".tsx"],
  grammar: "tree-sitter-tsx.wasm",
  lexicon: jsxLexicon,
  reserved: ecmascriptReserved,
  // Elements begin with `<`, so members of types cannot be told from them.
  repair: repairTypeWords,
};
