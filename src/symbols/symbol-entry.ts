import type { Definition } from "../parsing/facts.ts";
import type { SymbolEntry } from "./symbol.ts";

/** A definition as an answer shows it, without its source. */
export function symbolEntry(path: string, definition: Definition): SymbolEntry {
  const { name, kind, container, exported, signature, doc, range } = definition;
  return {
    name,
    qualified_name: [...container, name].join("."),
    kind,
    path,
    line: range.line,
    end_line: range.endLine,
    signature,
    ...(container.length > 0 ? { container: container.join(".") } : {}),
    exported,
    ...(doc === undefined || doc === "" ? {} : { doc }),
  };
}
