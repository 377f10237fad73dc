import type { ExportFacts, Language, SymbolKind } from "./language.ts";
import { pythonLexicon } from "./lexicon-python.ts";
import { pythonLocals } from "./locals-python.ts";
import { pythonModules } from "./modules-python.ts";
import { pythonNames } from "./names-python.ts";

export const python: Language = {
  id: "python",
  title: "Python",
  extensions: [".py", ".pyi", ".pyw"],
  filenames: ["SConstruct", "SConscript", "wscript"],
  grammar: "tree-sitter-python.wasm",
  lexicon: pythonLexicon,
  names: pythonNames,
  locals: pythonLocals,
  modules: pythonModules,
  docs: "inside",
  cleanDoc,
  isExported,
};

/** Takes off prefix, quotes and the indentation that all lines but the first share. */
function cleanDoc(raw: string): string {
  const [first = "", ...rest] = raw.replace(opening, "").replace(closing, "").split("\n");
  const indents = rest
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return [first.trim(), ...rest.map((line) => line.slice(indent).trimEnd())].join("\n").trim();
}

const opening = /^[A-Za-z]*(?:"""|'''|"|')/u;
const closing = /(?:"""|'''|"|')$/u;

/** `__all__` decides for the names of a module that has one; elsewhere a leading underscore hides a name. */
function isExported({ name, container, exportedNames }: ExportFacts): boolean {
  if (container === undefined) {
    return exportedNames.size > 0 ? exportedNames.has(name) : isPublicName(name);
  }
  return container.exported && !hiding.has(container.kind) && isPublicName(name);
}

const hiding: ReadonlySet<SymbolKind> = new Set(["function", "method", "constructor", "accessor"]);

function isPublicName(name: string): boolean {
  return !name.startsWith("_") || /^__.+__$/u.test(name);
}
