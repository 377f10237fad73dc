import { cleanBlockComment } from "./clean-block-comment.ts";
import { ecmascriptPatterns } from "./ecmascript-patterns.ts";
import { isExportedEcmascript } from "./is-exported-ecmascript.ts";
import type { Language } from "./language.ts";
import { jsxLexicon } from "./lexicon-ecmascript.ts";
import { ecmascriptLocals } from "./locals-ecmascript.ts";
import { ecmascriptModules } from "./modules-ecmascript.ts";
import { ecmascriptNames } from "./names-ecmascript.ts";
import { ecmascriptReserved } from "./reserved-ecmascript.ts";

export const javascript: Language = {
  id: "javascript",
  queries: ["ecmascript", "javascript"],
  title: "JavaScript",
  extensions: [".js", ".mjs", ".cjs", ".jsx"],
  filenames: ["Jakefile"],
  grammar: "tree-sitter-javascript.wasm",
  lexicon: jsxLexicon,
  reserved: ecmascriptReserved,
  names: ecmascriptNames,
  locals: ecmascriptLocals,
  modules: ecmascriptModules,
  patterns: ecmascriptPatterns,
  docs: "before",
  cleanDoc: cleanBlockComment,
  isExported: isExportedEcmascript,
};
