import type { Definition } from "../parsing/facts.ts";
import type { Source } from "../repository/read-source.ts";
import type { ResolvedSymbol } from "../symbols/resolve-symbol.ts";
import type { ReadCodePart } from "./reading.ts";
import { stretches, type Stretch } from "./stretches.ts";

/**
 * What an editor of a symbol needs to see and no more: the imports of its file, where its siblings stand, and itself.
 * The notes say how many siblings are left out.
 */
export function editSlice(
  source: Source,
  { facts, definition }: ResolvedSymbol,
  bodies: readonly ReadCodePart[],
): { readonly parts: ReadCodePart[]; readonly notes: string[] } {
  const inBody = (line: number): boolean =>
    bodies.some(({ firstLine, lines }) => line >= firstLine && line < firstLine + lines.length);
  const imports = stretches(
    facts.imports.map(({ range }) => ({ first: range.line, last: range.endLine })),
  );
  const all = facts.definitions.filter(
    (other) =>
      other !== definition && other.parent === definition.parent && !inBody(other.range.line),
  );
  const siblings = all.slice(0, maxSiblings).map(signatureLines);
  const container =
    definition.parent === undefined
      ? []
      : [facts.definitions[definition.parent]].flatMap((one) => (one ? [signatureLines(one)] : []));
  const around = stretches([...container, ...siblings].filter(({ first }) => !inBody(first)));
  const lines = (role: ReadCodePart["role"], first: number, last: number): ReadCodePart => ({
    role,
    firstLine: first,
    lines: source.lines.slice(first - 1, last),
  });
  const parts = [
    ...imports
      .filter(({ first }) => !inBody(first))
      .map(({ first, last }) => lines("imports", first, last)),
    ...around.map(({ first, last }) => lines("siblings", first, last)),
    ...bodies,
  ].toSorted((a, b) => a.firstLine - b.firstLine);
  const left = all.length - siblings.length;
  return {
    parts,
    notes:
      left > 0 ? [`${left} of ${all.length} siblings are left out; find_symbols lists them.`] : [],
  };
}

/** A class of hundreds of members would make the slice as long as the file. */
const maxSiblings = 60;

/** The line of a definition's name: what its neighbours are called and take. */
function signatureLines(definition: Definition): Stretch {
  return { first: definition.nameRange.line, last: definition.nameRange.line };
}
