import { ToolError } from "../errors.ts";
import type { ParsedPatch, PatchOperation } from "../formats/parsed-patch.ts";
import { ExplainingTime } from "../matching/explaining-time.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { findSource, type NameSearch } from "./find-source.ts";
import { type NameReader, nameReader, type Strip } from "./name-reader.ts";
import { type NewFileEnding, newFileEnding } from "./new-file-ending.ts";
import type { PatchOptions, PatchSource } from "./patch-source.ts";
import { stripOf } from "./strip-of.ts";
import { openVirtualTree, type Slot, type VirtualTree } from "./virtual-tree.ts";

/** What the planning of one patch knows. */
export interface Planning {
  readonly source: PatchSource;
  readonly patch: ParsedPatch;
  readonly options: PatchOptions;
  readonly tree: VirtualTree;
  readonly names: NameReader;
  readonly strip: Strip;
  /** Paths that operations of the patch delete or move away. */
  readonly departing: ReadonlySet<RepoPath>;
  readonly endingOf: NewFileEnding;
  readonly explaining: ExplainingTime;
  readonly task: Task;
}

/** One operation of a patch and where it stands there, which is how answers name it. */
export interface Step {
  readonly operation: PatchOperation;
  readonly index: number;
}

/** @throws ToolError PATH_ESCAPE and the like for the patch's folder, AMBIGUOUS */
export function openPlanning(
  source: PatchSource,
  patch: ParsedPatch,
  options: PatchOptions,
  task: Task,
): Planning {
  const strict = options.match === "exact";
  const tree = openVirtualTree(source, strict || patch.format === "git");
  const names = nameReader(source, patch, strict);
  const search = { tree, names, strict, look: { follow: false }, isThere: hasContent };
  const strip = stripOf(patch, search);
  const departing = findDeparting(patch.operations, { ...search, strip });
  const endingOf = newFileEnding(source.root);
  const explaining = new ExplainingTime();
  return { source, patch, options, tree, names, strip, departing, endingOf, explaining, task };
}

/** How names of operations are looked up. */
export function searchIn(
  { tree, names, strip, options }: Planning,
  follow: boolean,
  isThere: (slot: Slot) => boolean = hasContent,
): NameSearch {
  return { tree, names, strip, strict: options.match === "exact", look: { follow }, isThere };
}

function hasContent({ now }: Slot): boolean {
  return now !== undefined;
}

function findDeparting(
  operations: readonly PatchOperation[],
  search: NameSearch,
): ReadonlySet<RepoPath> {
  const leaving = operations.filter(({ op }) => op === "delete" || op === "rename");
  return new Set(leaving.flatMap((operation) => pathNow(operation, search)));
}

/** Names that lead nowhere are reported when their operation has its turn. */
function pathNow(operation: PatchOperation, search: NameSearch): readonly RepoPath[] {
  try {
    const found = findSource(operation, search);
    return found === undefined ? [] : [found.slot.path];
  } catch (error) {
    if (error instanceof ToolError) {
      return [];
    }
    throw error;
  }
}
