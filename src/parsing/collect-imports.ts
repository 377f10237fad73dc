import type { FoundDefinition, FoundImport } from "./found.ts";
import type { MatchParts } from "./read-match.ts";
import { unquoted } from "./unquoted.ts";

/** The import a match describes, undefined when it describes something else. */
export function importOf({ single, sources }: MatchParts, text: string): FoundImport | undefined {
  const node = single.get("import");
  const source = single.get("import.source");
  if (node === undefined || source === undefined) {
    return undefined;
  }
  const textOf = (capture: string): string | undefined => {
    const captured = single.get(capture);
    return captured && unquoted(text.slice(captured.startIndex, captured.endIndex));
  };
  const sourceText = unquoted(
    sources.map(({ startIndex, endIndex }) => text.slice(startIndex, endIndex)).join(""),
  );
  const byDefault = textOf("import.default");
  if (byDefault !== undefined) {
    return { node, source, sourceText, name: "default", alias: byDefault, itself: false };
  }
  const everything = single.has("import.kind") ? "*" : undefined;
  return {
    node,
    source,
    sourceText,
    name: textOf("import.name") ?? everything,
    alias: textOf("import.alias"),
    itself: single.has("import.itself"),
  };
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
    return {
      ...found,
      name: "*",
      alias: text.slice(alias.startIndex, alias.endIndex),
    };
  });
}

function says({ name, alias, itself }: FoundImport): boolean {
  return name !== undefined || alias !== undefined || itself;
}
