import { ToolError } from "../errors.ts";
import type { ParsedPatch, PatchOperation } from "../formats/parsed-patch.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { findAt, type NameSearch } from "./find-source.ts";
import { hasGitPrefix, namesOf, type Strip } from "./name-reader.ts";

/**
 * How many folders the names of a unified diff have too many, like `-p`: as many as make most of its files exist. If
 * two answers are equally good, the names have to tell: git's `a/` and `b/` are no folders.
 *
 * @throws ToolError AMBIGUOUS
 */
export function stripOf(
  { format, operations }: ParsedPatch,
  search: Omit<NameSearch, "strip">,
): Strip {
  if (format !== "git" && format !== "unified") {
    return 0;
  }
  const marked = operations.filter(({ stripped }) => !stripped);
  if (search.strict || marked.length === 0) {
    return format === "unified" && marked.some(hasNoFolder) ? 0 : 1;
  }
  const old = withOtherNames(marked.filter(({ op }) => op !== "create"));
  const counts = levels.map((strip) => ({
    strip,
    count: old.filter((operation) => isThere(operation, search, strip)).length,
  }));
  const most = Math.max(...counts.map(({ count }) => count));
  const best = counts.filter(({ count }) => count === most).map(({ strip }) => strip);
  const [only, ...others] = best;
  if (only !== undefined && others.length === 0) {
    return only;
  }
  if (most === 0) {
    return marked.some((one) => isOfGit(one) || hasTwoTops(one)) ? 1 : 0;
  }
  const told = marked.some(isOfGit) ? 1 : marked.every(isAsItIs) ? 0 : undefined;
  if (told !== undefined && best.includes(told)) {
    return told;
  }
  const [example] = old;
  throw new ToolError(
    "AMBIGUOUS",
    `${quotePath(example?.path ?? "")} and other names fit files both as they are and with their first folders taken off.`,
    "Write each path as it is from the root, with a/ and b/ in front as git does.",
  );
}

const levels = [0, 1, 2] as const;

/** One for each file: there may be thousands of patches of one. */
function withOtherNames(operations: readonly PatchOperation[]): readonly PatchOperation[] {
  return [...new Map(operations.map((one) => [namesOf(one).join("\n"), one])).values()];
}

/** As git guesses for a patch whose names cannot have a folder too many. */
function hasNoFolder(operation: PatchOperation): boolean {
  return namesOf(operation).every((name) => !name.includes("/"));
}

/** `a/src/cart.ts` and `b/src/cart.ts`; of a file that comes or goes, one of them. */
function isOfGit(operation: PatchOperation): boolean {
  const isPair = operation.op === "create" || operation.op === "delete" || hasTwoTops(operation);
  return isPair && namesOf(operation).every(hasGitPrefix);
}

/** A folder too many would differ between the old and the new name. */
function isAsItIs(operation: PatchOperation): boolean {
  return new Set(namesOf(operation)).size === 1 && !hasGitPrefix(operation.path);
}

/** `orig/src/cart.ts` and `new/src/cart.ts` */
function hasTwoTops(operation: PatchOperation): boolean {
  const names = namesOf(operation);
  const rests = names.map((name) => name.slice(name.indexOf("/")));
  const areRests = new Set(rests).size === 1 && rests[0]?.startsWith("/") === true;
  return areRests && new Set(names).size > 1;
}

function isThere(
  operation: PatchOperation,
  search: Omit<NameSearch, "strip">,
  strip: Strip,
): boolean {
  try {
    return findAt(operation, search, strip) !== undefined;
  } catch (error) {
    if (error instanceof ToolError) {
      return false;
    }
    throw error;
  }
}
