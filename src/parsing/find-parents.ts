import type { SymbolKind } from "../languages/language.ts";
import type { PlacedDefinition } from "./place-definitions.ts";

export interface Parent {
  /** Position of the container in the list; undefined at the top of the file. */
  readonly index: number | undefined;
  /** The container's name for a definition that stands outside of it. */
  readonly owner: string | undefined;
  /** Whether the definition at `index` is that owner. */
  readonly isOwner: boolean;
}

/** Finds the container of each definition. They are sorted so that containers stand before what they contain. */
export function findParents(placed: readonly PlacedDefinition[], text: string): readonly Parent[] {
  const owners = findOwners(placed);
  const open: number[] = [];
  return placed.map((definition, index) => {
    while (open.length > 0 && !holds(placed[open.at(-1) ?? 0], definition)) {
      open.pop();
    }
    const nearest = nearestOf(open, placed, definition.found.containerKind);
    open.push(index);
    const { owner: node } = definition.found;
    if (node === undefined) {
      return { index: nearest, owner: undefined, isOwner: false };
    }
    const owner = text.slice(node.startIndex, node.endIndex);
    const at = owners.get(owner);
    return at === undefined || at === index
      ? { index: nearest, owner, isOwner: false }
      : { index: at, owner, isOwner: true };
  });
}

/** By name; a type before a function or a value that only holds members, like JavaScript's constructor functions. */
function findOwners(placed: readonly PlacedDefinition[]): ReadonlyMap<string, number> {
  const owners = new Map<string, number>();
  for (const kinds of [ownerKinds, otherOwnerKinds]) {
    for (const [index, { name, found }] of placed.entries()) {
      if (kinds.has(found.kind) && !owners.has(name)) {
        owners.set(name, index);
      }
    }
  }
  return owners;
}

/** Two names of one statement have the same range, and neither holds the other. */
function holds(outer: PlacedDefinition | undefined, inner: PlacedDefinition): boolean {
  return (
    outer !== undefined &&
    outer.end >= inner.end &&
    (outer.start < inner.start || outer.end > inner.end)
  );
}

const ownerKinds: ReadonlySet<SymbolKind> = new Set([
  "class",
  "interface",
  "trait",
  "struct",
  "enum",
  "type",
  "module",
]);
const otherOwnerKinds: ReadonlySet<SymbolKind> = new Set(["function", "constant", "variable"]);

function nearestOf(
  open: readonly number[],
  placed: readonly PlacedDefinition[],
  kind: SymbolKind | undefined,
): number | undefined {
  return kind === undefined
    ? open.at(-1)
    : open.findLast((index) => placed[index]?.found.kind === kind);
}
