import type { PatchFormat } from "../formats/parsed-patch.ts";
import type { Slot } from "./virtual-tree.ts";

/**
 * Whether a move, copy or deletion is about what was at a path before the patch, though something else came there
 * meanwhile: the parts of a git patch all start from one tree, so that two files can swap their names. Other patches
 * are done one part after the other.
 */
export function readsBefore({ arrived, left, before }: Slot, format: PatchFormat): boolean {
  return format === "git" && before !== undefined && (arrived || left);
}

/** Takes away what an operation moved or deleted. */
export function depart(slot: Slot, format: PatchFormat): void {
  if (!readsBefore(slot, format) || slot.left) {
    slot.now = undefined;
    slot.arrived = false;
  }
  slot.left = slot.before !== undefined;
}
