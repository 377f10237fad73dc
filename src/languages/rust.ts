import { cleanBlockComment } from "./clean-block-comment.ts";
import type { ExportFacts, Language, SymbolKind } from "./language.ts";
import { rustLexicon } from "./lexicon-rust.ts";
import { rustLocals } from "./locals-rust.ts";
import { rustModules } from "./modules-rust.ts";
import { rustNames } from "./names-rust.ts";

export const rust: Language = {
  id: "rust",
  title: "Rust",
  extensions: [".rs"],
  filenames: [],
  grammar: "tree-sitter-rust.wasm",
  lexicon: rustLexicon,
  names: rustNames,
  locals: rustLocals,
  modules: rustModules,
  docs: "before",
  cleanDoc,
  isExported,
};

/** Only comments with three signs are documentation, and `//!` belongs to what is around it. */
function cleanDoc(raw: string): string {
  if (raw.startsWith("/*")) {
    return blockDoc.test(raw) ? cleanBlockComment(raw) : "";
  }
  const outer = raw.split("\n").filter((line) => lineDoc.test(line));
  return cleanBlockComment(outer.join("\n"));
}

const blockDoc = /^\/\*\*[^*/]/u;
const lineDoc = /^\s*\/\/\/(?!\/)/u;

/** `pub` in any reach but `pub(self)`; what a trait or an enum holds, and what an `impl` does for a trait, goes with it. */
function isExported({ kind, modifiers, container }: ExportFacts): boolean {
  if (container !== undefined && (!container.exported || hiding.has(container.kind))) {
    return false;
  }
  const goesWith =
    kind === "enum_member" || container?.kind === "trait" || container?.kind === "enum_member";
  return goesWith || modifiers.some((modifier) => modifier !== "pub(self)");
}

const hiding: ReadonlySet<SymbolKind> = new Set(["function", "method"]);
