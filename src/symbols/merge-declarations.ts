import type { Definition } from "../parsing/facts.ts";

/** Declarations of one name and kind that follow one another in one container: overloads, getter and setter. */
export interface Merged {
  /** The first of them. */
  readonly definition: Definition;
  /** Where the last of them ends. */
  readonly endLine: number;
  readonly declarations: number;
}

/**
 * Puts overloads together, so that a function with thirty signatures is one entry of a list. Only neighbours are: what
 * stands elsewhere in the file, as a merged interface may, keeps its own place.
 */
export function mergeDeclarations(definitions: readonly Definition[]): Merged[] {
  const merged: Merged[] = [];
  const lastIn = new Map<number | undefined, number>();
  for (const definition of definitions) {
    const before = lastIn.get(definition.parent);
    const last = before === undefined ? undefined : merged[before];
    if (before !== undefined && last !== undefined && isSame(last.definition, definition)) {
      merged[before] = {
        definition: last.definition,
        endLine: Math.max(last.endLine, definition.range.endLine),
        declarations: last.declarations + 1,
      };
    } else {
      lastIn.set(definition.parent, merged.length);
      merged.push({ definition, endLine: definition.range.endLine, declarations: 1 });
    }
  }
  return merged;
}

function isSame(a: Definition, b: Definition): boolean {
  return a.name === b.name && a.kind === b.kind && a.container.join(".") === b.container.join(".");
}
