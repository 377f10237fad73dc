import type { Merged } from "./merge-declarations.ts";
import type { SymbolEntry } from "./symbol.ts";

/** A definition as an answer shows it, without its source. */
export function symbolEntry({
  path,
  definition,
  endLine,
  declarations,
}: Merged & { readonly path: string }): SymbolEntry {
  const { name, kind, container, exported, signature, doc, range } = definition;
  return {
    name,
    qualified_name: [...container, name].join("."),
    kind,
    path,
    line: range.line,
    end_line: endLine,
    signature,
    ...(declarations > 1 ? { declarations } : {}),
    ...(container.length > 0 ? { container: container.join(".") } : {}),
    exported,
    ...(doc === undefined || doc === "" ? {} : { doc }),
  };
}
