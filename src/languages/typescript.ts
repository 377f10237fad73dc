import { cleanBlockComment } from "./clean-block-comment.ts";
import { isExportedEcmascript } from "./is-exported-ecmascript.ts";
import type { Language } from "./language.ts";
import { ecmascriptLexicon } from "./lexicon-ecmascript.ts";

export const typescript: Language = {
  id: "typescript",
  queries: ["ecmascript", "typescript"],
  title: "TypeScript",
  extensions: [".ts", ".mts", ".cts"],
  filenames: [],
  grammar: "tree-sitter-typescript.wasm",
  lexicon: ecmascriptLexicon,
  docs: "before",
  cleanDoc: cleanBlockComment,
  isExported: isExportedEcmascript,
};
