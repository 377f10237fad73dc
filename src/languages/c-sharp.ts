import { cleanBlockComment } from "./clean-block-comment.ts";
import { isExportedByAccess } from "./is-exported-by-access.ts";
import type { Language } from "./language.ts";
import { cSharpLexicon } from "./lexicon-c-sharp.ts";
import { cSharpLocals } from "./locals-c-sharp.ts";
import { cSharpModules } from "./modules-c-sharp.ts";
import { cSharpNames } from "./names-c-sharp.ts";

export const cSharp: Language = {
  id: "c-sharp",
  title: "C#",
  extensions: [".cs", ".csx"],
  filenames: [],
  grammar: "tree-sitter-c_sharp.wasm",
  lexicon: cSharpLexicon,
  names: cSharpNames,
  locals: cSharpLocals,
  modules: cSharpModules,
  patterns: {
    contexts: [["class C { ", " }"]],
    // Outside of a class the grammar takes a method for a function in a function.
    accidents: ["local_function_statement"],
  },
  docs: "before",
  cleanDoc,
  isExported: isExportedByAccess,
};

/** The text of a `///` comment without its XML: a reference becomes the name it refers to. */
function cleanDoc(raw: string): string {
  if (!raw.startsWith("///") && !raw.startsWith("/**")) {
    return "";
  }
  return cleanBlockComment(raw)
    .replace(described, "$1: ")
    .replace(reference, "$1")
    .replace(tag, "")
    .replace(/&lt;/gu, "<")
    .replace(/&gt;/gu, ">")
    .replace(/&amp;/gu, "&")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

const described = /<(?:param|typeparam|exception)\s+(?:name|cref)="(?:[A-Z]:)?([^"]*)"\s*>/gu;
const reference =
  /<(?:see|seealso|paramref|typeparamref)\s+(?:cref|name|langword|href)="(?:[A-Z]:)?([^"]*)"\s*\/>/gu;
const tag = /<\/?[A-Za-z][^<>]*>/gu;
