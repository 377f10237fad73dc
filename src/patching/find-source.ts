import { ToolError } from "../errors.ts";
import type { PatchOperation } from "../formats/parsed-patch.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { hasGitPrefix, namesOf, type NameReader, type Strip } from "./name-reader.ts";
import type { Found, LookOptions, Slot, VirtualTree } from "./virtual-tree.ts";

export interface NameSearch {
  readonly tree: VirtualTree;
  readonly names: NameReader;
  /** The strip level of the patch as a whole. */
  readonly strip: Strip;
  /** Names are taken at the level of the patch, and as they are written. */
  readonly strict: boolean;
  readonly look: LookOptions;
  /** What counts as being there, apart from folders and pipes. */
  readonly isThere: (slot: Slot) => boolean;
}

/** A file that an operation starts from. */
export interface FoundSource extends Found {
  readonly warnings: readonly string[];
}

/**
 * Finds the file that an operation is about: by the first of its names that is there, at the strip level of the patch
 * or, where that finds none, at the only other one that does.
 *
 * @returns undefined when nothing is there under any name
 * @throws ToolError AMBIGUOUS, PATH_ESCAPE, PROTECTED and the like
 */
export function findSource(operation: PatchOperation, search: NameSearch): FoundSource | undefined {
  const own = findAt(operation, search, levelOf(operation, search.strip));
  if (own !== undefined || search.strict) {
    return own && { ...own, warnings: [] };
  }
  const others = otherLevels(operation, search.strip).flatMap((strip) => {
    const found = findAt(operation, search, strip);
    return found === undefined ? [] : [{ ...found, strip }];
  });
  const [other] = others;
  if (new Set(others.map(({ slot }) => slot)).size > 1) {
    throw new ToolError(
      "AMBIGUOUS",
      `${quotePath(operation.path)} may be ${others.map(({ slot }) => quotePath(slot.path)).join(" or ")}.`,
      "Write the path as it is from the root, with a/ and b/ in front as git does.",
    );
  }
  return (
    other && {
      ...other,
      warnings: [`${quotePath(operation.path)} was read as ${quotePath(other.slot.path)}.`],
    }
  );
}

/** What is there under the names of an operation with so many folders taken off. */
export function findAt(
  operation: PatchOperation,
  { tree, names, look, isThere }: Omit<NameSearch, "strip" | "strict">,
  strip: Strip,
): Found | undefined {
  for (const name of namesOf(operation)) {
    for (const path of names.paths(name, strip, false)) {
      const found = tree.look(path, look);
      if (isThere(found.slot) || found.slot.other !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

/** Names without `a/` and `b/` have one folder less to take off. */
export function levelOf({ stripped }: PatchOperation, strip: Strip): Strip {
  return stripped && strip > 0 ? (strip === 2 ? 1 : 0) : strip;
}

function otherLevels(operation: PatchOperation, strip: Strip): readonly Strip[] {
  if (operation.stripped) {
    // Some write a/ and b/ where the format has none.
    return strip === 0 && /^[ab]\//u.test(operation.path) ? [1] : [];
  }
  const all: readonly Strip[] = hasGitPrefix(operation.path) ? [1, 0, 2] : [0, 1, 2];
  return all.filter((one) => one !== strip);
}
