import type { Definition } from "../parsing/facts.ts";
import type { Source } from "../repository/read-source.ts";
import type { ResolvedSymbol } from "../symbols/resolve-symbol.ts";
import type { ReadCodePart } from "./reading.ts";

/** What an editor of a symbol needs to see and no more: the imports of its file, where its siblings stand, and itself. */
export function editSlice(
  source: Source,
  { facts, definition }: ResolvedSymbol,
  body: ReadCodePart,
): ReadCodePart[] {
  const bodyEnd = body.firstLine + body.lines.length - 1;
  const inBody = (line: number): boolean => line >= body.firstLine && line <= bodyEnd;
  const imports = stretches(
    facts.imports.map(({ range }) => ({ first: range.line, last: range.endLine })),
  );
  const siblings = facts.definitions
    .filter(
      (other) =>
        other !== definition && other.parent === definition.parent && !inBody(other.range.line),
    )
    .slice(0, maxSiblings)
    .map(signatureLines);
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
  return [
    ...imports
      .filter(({ first }) => !inBody(first))
      .map(({ first, last }) => lines("imports", first, last)),
    ...around.map(({ first, last }) => lines("siblings", first, last)),
    body,
  ].toSorted((a, b) => a.firstLine - b.firstLine);
}

/** A class of hundreds of members would make the slice as long as the file. */
const maxSiblings = 60;

/** The line of a definition's name: what its neighbours are called and take. */
function signatureLines(definition: Definition): Stretch {
  return { first: definition.nameRange.line, last: definition.nameRange.line };
}

interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** Sorted, with those that touch or overlap joined. */
function stretches(all: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const one of all.toSorted((a, b) => a.first - b.first)) {
    const last = joined.at(-1);
    if (last !== undefined && one.first <= last.last + 1) {
      joined[joined.length - 1] = { first: last.first, last: Math.max(last.last, one.last) };
    } else {
      joined.push(one);
    }
  }
  return joined;
}
