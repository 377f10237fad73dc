import { groupByPath } from "./group-by-path.ts";
import { renderName } from "./visible.ts";

/** Something at a place of a file; `more` lines follow it, already indented as they shall stand. */
export interface PlacedLine {
  readonly path: string;
  /** What stands after the colon: `12`, `12-40`. */
  readonly place: string;
  readonly text: string;
  readonly more?: readonly string[];
}

/**
 * Lines grouped by file, in the order of their first appearance. A file with one entry takes one line
 * (`src/cart.ts:12-40 class Cart`); one with several is named once, with the entries indented below.
 */
export function renderByFile(entries: readonly PlacedLine[]): string[] {
  const lines: string[] = [];
  for (const [path, group] of groupByPath(entries)) {
    const name = renderName(path);
    const several = group.length > 1;
    if (several) {
      lines.push(name);
    }
    for (const { place, text, more } of group) {
      lines.push(several ? `  ${place} ${text}` : `${name}:${place} ${text}`, ...(more ?? []));
    }
  }
  return lines;
}
