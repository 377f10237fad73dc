import type { ExportFacts, SymbolKind } from "./language.ts";

/**
 * Java and C#: what is `public` or `protected` can be used from other packages and assemblies, `private protected` can't.
 * Members of interfaces and enumerations, components of records and namespaces say nothing and can be used.
 */
export function isExportedByAccess({ kind, modifiers, container }: ExportFacts): boolean {
  if (kind === "module") {
    return true;
  }
  if (container !== undefined && (!container.exported || hiding.has(container.kind))) {
    return false;
  }
  if (modifiers.includes("private")) {
    return false;
  }
  const saysNothing = kind === "enum_member" || container?.kind === "interface";
  return saysNothing || modifiers.some((modifier) => opening.has(modifier));
}

const hiding: ReadonlySet<SymbolKind> = new Set([
  "function",
  "method",
  "constructor",
  "property",
  "constant",
]);
const opening: ReadonlySet<string> = new Set(["public", "protected", "record"]);
