import type { Node } from "web-tree-sitter";

import type { Found, FoundDefinition } from "./found.ts";
import { lastBefore } from "./last-before.ts";
import { isQuoted } from "./unquoted.ts";

/** A definition with its place in the text, as indexes in UTF-16 units. */
export interface PlacedDefinition {
  readonly found: FoundDefinition;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** With decorators and what stands around it. */
  readonly start: number;
  readonly end: number;
  /** What the signature begins with where the statement holds several definitions: `export const`. */
  readonly lead: string;
  /** Texts of its own modifiers and of those around it. */
  readonly modifiers: readonly string[];
  /** Parts of the stretch before the name that are decorators. */
  readonly decorators: readonly (readonly [start: number, end: number])[];
}

/** In the order of the file, containers before what they contain. */
export function placeDefinitions(found: Found, text: string): readonly PlacedDefinition[] {
  const decorators = stretchesOf(found.decorators);
  const loose = stretchesOf(found.modifiers);
  const placed = found.definitions
    .map((definition) => placeDefinition(definition, { found, text, decorators, loose }))
    .toSorted((a, b) => a.start - b.start || b.end - a.end || a.nameStart - b.nameStart);
  return dropEmptyContainers(placed);
}

/** From the last to the first, the next one kept tells whether something stands inside. */
function dropEmptyContainers(placed: readonly PlacedDefinition[]): readonly PlacedDefinition[] {
  let next: PlacedDefinition | undefined;
  return placed
    .toReversed()
    .filter((definition) => {
      const kept =
        !definition.found.onlyContainer || (next !== undefined && next.start < definition.end);
      next = kept ? definition : next;
      return kept;
    })
    .toReversed();
}

type Stretches = PlacedDefinition["decorators"];

function stretchesOf(nodes: readonly Node[]): Stretches {
  return nodes
    .map((node) => [node.startIndex, node.endIndex] as const)
    .toSorted(([a], [b]) => a - b);
}

function between(stretches: Stretches, start: number, end: number): Stretches {
  return stretches.slice(lastBefore(stretches, start) + 1, lastBefore(stretches, end) + 1);
}

interface Surroundings {
  readonly found: Found;
  readonly text: string;
  readonly decorators: Stretches;
  /** Modifiers captured on their own. */
  readonly loose: Stretches;
}

function placeDefinition(
  definition: FoundDefinition,
  surroundings: Surroundings,
): PlacedDefinition {
  const { found, text, decorators, loose } = surroundings;
  const { whole, outermost, modifiers } = widen(definition, found);
  const quoted = isQuoted(text.slice(definition.name.startIndex, definition.name.endIndex)) ? 1 : 0;
  const nameStart = definition.name.startIndex + quoted;
  const nameEnd = definition.name.endIndex - quoted;
  const start = whole.startIndex;
  const before = decoratorsBefore(start, surroundings);
  return {
    found: definition,
    name: text.slice(nameStart, nameEnd),
    nameStart,
    nameEnd,
    start: before[0]?.[0] ?? start,
    end: whole.endIndex,
    lead: whole === outermost ? "" : leadOf(definition, outermost, text),
    modifiers: [
      ...modifiers,
      ...between(loose, start, nameStart).map(([from, to]) => text.slice(from, to)),
    ],
    decorators: [...before, ...between(decorators, start, nameStart)],
  };
}

/** Follows what stands around a definition outwards: `export`, `declare`, the statement of a declarator. */
function widen(
  definition: FoundDefinition,
  found: Found,
): { whole: Node; outermost: Node; modifiers: readonly string[] } {
  let at = definition.outer ?? definition.node;
  let alone = !found.shared.has(at.id);
  let whole = alone ? at : definition.node;
  const modifiers = [...definition.modifiers];
  for (let links = found.links.get(at.id); links !== undefined; links = found.links.get(at.id)) {
    const from = at;
    for (const link of links) {
      modifiers.push(...link.modifiers);
      at = link.outer ?? at;
    }
    if (at === from) {
      break;
    }
    alone &&= !found.shared.has(at.id);
    whole = alone ? at : whole;
  }
  return { whole, outermost: at, modifiers };
}

/** `export declare const` and a comment. */
const longestLead = 100;

function leadOf({ outer }: FoundDefinition, outermost: Node, text: string): string {
  const first = outer?.firstNamedChild ?? undefined;
  const start = outermost.startIndex;
  return first === undefined
    ? ""
    : text.slice(start, Math.min(first.startIndex, start + longestLead));
}

/** The decorators with nothing but white space between them and the definition at `start`. */
function decoratorsBefore(start: number, { text, decorators }: Surroundings): Stretches {
  let at = lastBefore(decorators, start);
  let top = start;
  const last = at;
  for (; at >= 0; at -= 1) {
    const [from, to] = decorators[at] ?? [0, 0];
    if (to > top || text.slice(to, top).trim() !== "") {
      break;
    }
    top = from;
  }
  return decorators.slice(at + 1, last + 1);
}
