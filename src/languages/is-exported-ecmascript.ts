import type { ExportFacts, SymbolKind } from "./language.ts";

/**
 * Whether other files can name it: `export`, `export { name }`, CommonJS, or a member of something exported.
 * Members of an ambient namespace are exported without saying so.
 */
export function isExportedEcmascript({
  name,
  kind,
  modifiers,
  container,
  exportedNames,
}: ExportFacts): boolean {
  const says = modifiers.some((modifier) => exporting.has(modifier));
  if (container === undefined) {
    return says || exportedNames.has(name) || (kind === "module" && modifiers.includes("declare"));
  }
  if (container.kind === "module") {
    return (
      container.exported && (says || modifiers.includes("declare") || modifiers.includes("global"))
    );
  }
  if (functions.has(container.kind)) {
    // A constructor function's methods go with it; everything else in a function is its own business.
    return container.kind === "function" && kind === "method" && container.exported;
  }
  return container.exported && !name.startsWith("#") && !modifiers.includes("private");
}

const functions: ReadonlySet<SymbolKind> = new Set([
  "function",
  "method",
  "constructor",
  "accessor",
]);

const exporting: ReadonlySet<string> = new Set(["export", "exports", "module.exports"]);
