import { cleanBlockComment } from "./clean-block-comment.ts";
import { ecmascriptPatterns } from "./ecmascript-patterns.ts";
import { isExportedEcmascript } from "./is-exported-ecmascript.ts";
import type { Language } from "./language.ts";
import { ecmascriptLexicon } from "./lexicon-ecmascript.ts";
import { ecmascriptLocals } from "./locals-ecmascript.ts";
import { ecmascriptModules } from "./modules-ecmascript.ts";
import { ecmascriptNames } from "./names-ecmascript.ts";
import { repairTypeMembers } from "./repair-type-members.ts";
import { repairTypeWords } from "./repair-type-words.ts";
import { ecmascriptReserved } from "./reserved-ecmascript.ts";

export const typescript: Language = {
  id: "typescript",
  queries: ["ecmascript", "typescript"],
  title: "TypeScript",
  extensions: [".ts", ".mts", ".cts"],
  filenames: [],
  grammar: "tree-sitter-typescript.wasm",
  lexicon: ecmascriptLexicon,
  reserved: ecmascriptReserved,
  names: ecmascriptNames,
  locals: ecmascriptLocals,
  modules: ecmascriptModules,
  repair: (text) => repairTypeMembers(repairTypeWords(text)),
  patterns: ecmascriptPatterns,
  docs: "before",
  cleanDoc: cleanBlockComment,
  isExported: isExportedEcmascript,
};
