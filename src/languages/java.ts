import { cleanBlockComment } from "./clean-block-comment.ts";
import { isExportedByAccess } from "./is-exported-by-access.ts";
import type { Language } from "./language.ts";
import { javaLexicon } from "./lexicon-java.ts";
import { javaLocals } from "./locals-java.ts";
import { javaModules } from "./modules-java.ts";
import { javaNames } from "./names-java.ts";

export const java: Language = {
  id: "java",
  title: "Java",
  extensions: [".java"],
  filenames: [],
  grammar: "tree-sitter-java.wasm",
  lexicon: javaLexicon,
  names: javaNames,
  locals: javaLocals,
  modules: javaModules,
  docs: "before",
  cleanDoc,
  isExported: isExportedByAccess,
};

/** Javadoc without its tags: `{@link Cart the cart}` is `the cart`. Other comments are no documentation. */
function cleanDoc(raw: string): string {
  return raw.startsWith("/**")
    ? cleanBlockComment(raw).replace(inlineTag, inlineText).replace(htmlTag, "").trim()
    : "";
}

function inlineText(_tag: string, name: string, text: string): string {
  const [target = "", ...label] = text.trim().split(/\s+/u);
  return name.startsWith("link")
    ? label.join(" ") || target.replace(/^#/u, "").replace("#", ".")
    : text.trim();
}

const inlineTag = /\{@(\w+)\s*([^{}]*)\}/gu;
const htmlTag = /<\/?[a-z][^<>\n]*>/gu;
