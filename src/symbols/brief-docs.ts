import type { SymbolEntry } from "./symbol.ts";

/** Documentation in full tells about one symbol; in a list its first paragraph is enough to choose. */
export function briefDocs(entries: readonly SymbolEntry[]): SymbolEntry[] {
  return entries.length <= fewEntries ? [...entries] : entries.map(brief);
}

const fewEntries = 3;

function brief(entry: SymbolEntry): SymbolEntry {
  const { doc, ...rest } = entry;
  if (doc === undefined) {
    return entry;
  }
  const first = doc.split(/\n\s*\n|\n(?=@)/)[0] ?? "";
  return first === "" ? rest : { ...rest, doc: first };
}
