import type { PatchFormat } from "../formats/parsed-patch.ts";

/** Whether a format says of each line if it stays; otherwise that is what two texts happen to have in common. */
export function signsLines(format: PatchFormat): boolean {
  return format !== "texts" && format !== "search-replace";
}
