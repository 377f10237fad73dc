import type { FoundDefinition, FoundImport } from "./found.ts";
import type { MatchParts } from "./read-match.ts";
import { unquoted } from "./unquoted.ts";

/** The import a match describes, undefined when it describes something else. */
export function importOf({ single }: MatchParts, text: string): FoundImport | undefined {
  const node = single.get("import");
  const source = single.get("import.source");
  if (node === undefined || source === undefined) {
    return undefined;
  }
  const textOf = (capture: string): string | undefined => {
    const captured = single.get(capture);
    return captured && unquoted(text.slice(captured.startIndex, captured.endIndex));
  };
  const byDefault = textOf("import.default");
  if (byDefault !== undefined) {
    return { node, source, name: "default", alias: byDefault };
  }
  const everything = single.has("import.kind") ? "*" : undefined;
  return { node, source, name: textOf("import.name") ?? everything, alias: textOf("import.alias") };
}

/**
 * A pattern without a name matches every import; it counts only where no other pattern says more about the source.
 * An import that is a value (`const fs = require("fs")`) goes by the name it is bound to.
 */
export function nameImports(
  imports: readonly FoundImport[],
  definitions: readonly FoundDefinition[],
  text: string,
): readonly FoundImport[] {
  const named = new Set(imports.filter(says).map(({ source }) => source.id));
  const bound = new Map(definitions.map(({ value, name }) => [value?.id, name]));
  return imports.flatMap((found) => {
    if (says(found)) {
      return found;
    }
    const { node, source } = found;
    const alias = bound.get(node.id);
    if (alias === undefined) {
      return named.has(source.id) ? [] : found;
    }
    return { node, source, name: "*", alias: text.slice(alias.startIndex, alias.endIndex) };
  });
}

function says({ name, alias }: FoundImport): boolean {
  return name !== undefined || alias !== undefined;
}
