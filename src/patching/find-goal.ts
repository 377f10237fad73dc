import { ToolError } from "../errors.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { parentOf } from "../workspace/look-at-tree.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { levelOf } from "./find-source.ts";
import { checkExpected } from "./get-source.ts";
import { hasGitPrefix, type Strip } from "./name-reader.ts";
import type { Planning, Step } from "./planning.ts";
import type { Found, Slot } from "./virtual-tree.ts";

/**
 * Where a file is to come that an operation creates, moves or copies. Of the spellings of its name the one that is
 * there is taken, or else the one whose folder is.
 *
 * @throws ToolError PATH_ESCAPE, PROTECTED and the like
 */
export function findGoal(planning: Planning, { operation }: Step, name: string): Found {
  const { tree, names, departing } = planning;
  const look = { follow: false, leaving: departing };
  const paths = names.paths(name, levelOf(operation, stripOfNew(planning, name)), true);
  const [only, ...others] = paths;
  if (only === undefined) {
    throw new ToolError(
      "PATH_INVALID",
      `${quotePath(name)} has no folder in front that could be taken off, as in a/${name}.`,
      "Write names with a/ and b/ in front.",
    );
  }
  if (others.length === 0) {
    return tree.look(only, look);
  }
  const found = paths.map((path) => tree.look(path, look));
  return (
    found.find(hasEntry) ??
    found.find(({ path }) => hasFolder(planning, path)) ??
    tree.look(only, look)
  );
}

function hasEntry({ slot }: Found): boolean {
  return slot.now !== undefined || slot.other !== undefined;
}

/** A new name without `a/` or `b/` among others that have them is as it is. */
function stripOfNew({ strip, patch, options }: Planning, name: string): Strip {
  const isOdd = strip === 1 && options.match === "safe" && !hasGitPrefix(name);
  return isOdd && patch.operations.some((one) => !one.stripped && hasGitPrefix(one.path))
    ? 0
    : strip;
}

function hasFolder({ tree }: Planning, path: RepoPath): boolean {
  const folder = parentOf(path);
  return folder === "" || tree.look(asRepoPath(folder), { follow: true }).slot.other === "folder";
}

/**
 * Makes sure that something may come to a place.
 *
 * @throws ToolError EXISTS, STALE
 */
export function checkFree({ departing, patch, options }: Planning, slot: Slot): void {
  const { path, now, other, arrived } = slot;
  const leaves = patch.format === "git" && !arrived && departing.has(path);
  if (other !== "pipe" && (now === undefined || leaves)) {
    return;
  }
  if (other === "pipe" || options.overwrite !== true) {
    throw new ToolError(
      "EXISTS",
      `${quotePath(path)} exists already.`,
      "Change it instead, choose another path, or say that it is to be overwritten.",
    );
  }
  checkExpected(options.expected, slot);
}

/** The name of the file that an operation makes. */
export function newNameOf({ operation }: Step): string {
  return operation.to ?? operation.path;
}
