import { ToolError } from "../errors.ts";
import type { PatchOperation } from "../formats/parsed-patch.ts";
import { doubledSigns } from "../matching/repairs.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { OperationProblem } from "./refusals.ts";
import type { Slot } from "./virtual-tree.ts";

/**
 * Checks, when all operations are done, that no sign is written into a file: where some hunks of a patch have theirs
 * twice, those that only add lines may have so too, and fit as sent all the same.
 */
export function checkSigns(
  operations: readonly PatchOperation[],
  slots: readonly Slot[],
): readonly OperationProblem[] {
  const isDoubled = slots.some(({ now }) =>
    now?.edits.some(({ placed }) => placed.some(({ how }) => how === doubledSigns)),
  );
  return operations.flatMap(({ path, hunks }, operation) =>
    isDoubled && hunks.some(mayBeDoubled) ? [{ operation, error: perhapsSigns(path) }] : [],
  );
}

function mayBeDoubled({ lines }: PatchOperation["hunks"][number]): boolean {
  const changed = lines.filter(({ kind }) => kind === "add" || kind === "remove");
  return (
    changed.length > 0 && changed.every(({ kind, text }) => kind === "add" && text.startsWith("+"))
  );
}

function perhapsSigns(path: string): ToolError {
  return new ToolError(
    "AMBIGUOUS",
    `All lines that a hunk for ${quotePath(path)} adds begin with another "+", and other hunks of the patch have their signs twice.`,
    "Send the patch again with one sign in front of each line.",
  );
}
