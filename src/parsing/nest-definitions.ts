import type { Language } from "../languages/language.ts";
import type { Definition } from "./facts.ts";
import { type Parent, findParents } from "./find-parents.ts";
import { type DocAbove, findDocAbove } from "./find-doc.ts";
import type { Found } from "./found.ts";
import type { LineTable } from "./line-table.ts";
import type { PlacedDefinition } from "./place-definitions.ts";
import { signatureOf } from "./signature.ts";

export interface SourceFile {
  readonly found: Found;
  readonly text: string;
  readonly lines: LineTable;
  readonly language: Language;
}

/** Gives definitions their containers, from nesting or from the owner they name, and what follows from those. */
export function nestDefinitions(
  found: readonly PlacedDefinition[],
  file: SourceFile,
): readonly Definition[] {
  const placed = dropRepeated(found, file.text);
  const parents = findParents(placed, file.text);
  const exported: boolean[] = [];

  function isExported(index: number): boolean {
    for (const at of [...chainOf(index, parents), index]) {
      const definition = placed[at];
      const parent = parents[at]?.index;
      const around = parent === undefined ? undefined : placed[parent];
      exported[at] ??=
        definition !== undefined &&
        file.language.isExported({
          name: definition.name,
          kind: definition.found.kind,
          modifiers: definition.modifiers,
          exportedNames: file.found.exportedNames,
          ...(around !== undefined && {
            container: { kind: around.found.kind, exported: exported[parent ?? 0] ?? false },
          }),
        });
    }
    return exported[index] ?? false;
  }

  return placed.map((definition, index) => {
    const parent = parents[index];
    const container = containerNames(index, placed, parents);
    // `module.exports = { add() {} }`: what has no container is a function.
    const { kind } = definition.found;
    const ofObject = container.length === 0 && (kind === "method" || kind === "accessor");
    return {
      name: definition.name,
      kind: ofObject && kind === "method" ? "function" : kind,
      ...(ofObject && { ofObject: true as const }),
      ...(parent?.index !== undefined && { parent: parent.index }),
      container,
      exported: isExported(index),
      nameRange: file.lines.rangeOf(definition.nameStart, definition.nameEnd),
      range: file.lines.rangeOf(definition.start, definition.end),
      ...placeDoc(definition, file),
      signature: signatureOf(definition, file),
    };
  });
}

/** A name bound again in another branch is still the same variable. */
function dropRepeated(
  placed: readonly PlacedDefinition[],
  text: string,
): readonly PlacedDefinition[] {
  if (!placed.some(({ found }) => found.once)) {
    return placed;
  }
  const parents = findParents(placed, text);
  const seen = new Set<string>();
  return placed.filter(({ name, found }, index) => {
    const key = `${parents[index]?.index ?? ""} ${name}`;
    const isRepeated = found.once && seen.has(key);
    seen.add(key);
    return !isRepeated;
  });
}

/** Deeper nesting than any person writes; it also ends a circle of owners. */
const deepest = 64;

/** The containers of a definition from the outermost in. */
function chainOf(index: number, parents: readonly Parent[]): readonly number[] {
  const chain: number[] = [];
  for (
    let at = parents[index]?.index;
    at !== undefined && chain.length < deepest;
    at = parents[at]?.index
  ) {
    chain.unshift(at);
  }
  return chain;
}

function containerNames(
  index: number,
  placed: readonly PlacedDefinition[],
  parents: readonly Parent[],
): readonly string[] {
  const names = chainOf(index, parents).map((at) => placed[at]?.name ?? "");
  const parent = parents[index];
  return parent?.owner === undefined || parent.isOwner ? names : [...names, parent.owner];
}

const longestDoc = 600;
/** Leaves room for what cleaning takes off, and keeps it from comments of megabytes. */
const longestRaw = 8 * longestDoc;

function placeDoc(
  definition: PlacedDefinition,
  file: SourceFile,
): Pick<Definition, "doc" | "startLine"> {
  const above = findDocAbove(definition.start, file.found.comments, file);
  const row = above?.row ?? file.lines.rowOf(definition.start);
  const raw = docText(definition, above, file);
  const doc =
    raw === undefined ? "" : file.language.cleanDoc(raw.slice(0, longestRaw)).slice(0, longestDoc);
  return { startLine: row + 1, ...(doc !== "" && { doc }) };
}

function docText(
  { found }: PlacedDefinition,
  above: DocAbove | undefined,
  { text, language }: SourceFile,
): string | undefined {
  if (found.doc !== undefined) {
    return text.slice(found.doc.startIndex, found.doc.endIndex);
  }
  return language.docs === "before" ? above?.raw : undefined;
}
