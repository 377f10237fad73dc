import { cleanBlockComment } from "./clean-block-comment.ts";
import { ecmascriptPatterns } from "./ecmascript-patterns.ts";
import { isExportedEcmascript } from "./is-exported-ecmascript.ts";
import type { Language } from "./language.ts";
import { ecmascriptLexicon } from "./lexicon-ecmascript.ts";
import { repairTypeMembers } from "./repair-type-members.ts";
import { repairTypeWords } from "./repair-type-words.ts";

export const typescript: Language = {
  id: "typescript",
  queries: ["ecmascript", "typescript"],
  title: "TypeScript",
  extensions: [".ts", ".mts", ".cts"],
  filenames: [],
  grammar: "tree-sitter-typescript.wasm",
  lexicon: ecmascriptLexicon,
  repair: (text) => repairTypeMembers(repairTypeWords(text)),
  patterns: ecmascriptPatterns,
  docs: "before",
  cleanDoc: cleanBlockComment,
  isExported: isExportedEcmascript,
};
