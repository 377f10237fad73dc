import { cleanBlockComment } from "./clean-block-comment.ts";
import type { ExportFacts, Language } from "./language.ts";
import { goLexicon } from "./lexicon-go.ts";
import { goLocals } from "./locals-go.ts";
import { goModules } from "./modules-go.ts";
import { goNames } from "./names-go.ts";

export const go: Language = {
  id: "go",
  title: "Go",
  extensions: [".go"],
  filenames: [],
  grammar: "tree-sitter-go.wasm",
  lexicon: goLexicon,
  names: goNames,
  locals: goLocals,
  modules: goModules,
  docs: "before",
  cleanDoc: (raw) => cleanBlockComment(raw.replace(directives, "")),
  isExported,
};

/** `//go:generate` and the like speak to tools. */
const directives = /^[^\S\n]*\/\/(?:[a-z0-9]+:[a-z0-9]|export |line |nolint).*$/gmu;

/** A capital makes a name visible in other packages; a method needs one on its receiver's type too. */
function isExported({ name, modifiers, container }: ExportFacts): boolean {
  if (
    container !== undefined &&
    (!container.exported || container.kind === "function" || container.kind === "method")
  ) {
    return false;
  }
  return [name, ...modifiers].every((word) => capital.test(word));
}

const capital = /^\p{Lu}/u;
