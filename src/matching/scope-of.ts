import { indentOf, isBlank } from "./blanks.ts";
import type { IndexedFile } from "./indexed-file.ts";
import type { Region } from "./place.ts";

/**
 * What a line opens, the line included: the definition that begins there, otherwise the block of deeper lines below
 * it. A line that opens nothing is its own scope.
 */
export function scopeOf(row: number, file: IndexedFile): Region {
  const endLine = file.definitionEnds().get(row + 1);
  const end = endLine ?? endOfBlock(row, file);
  return { from: row, to: end === row + 1 ? end : pastBlankLines(end, file) };
}

/** Blank lines after a block are as much its as those inside of it. */
export function pastBlankLines(from: number, { lines }: IndexedFile): number {
  let end = from;
  while (end < lines.length && isBlank(lines[end] ?? "")) {
    end += 1;
  }
  return end;
}

/** Without what is inside another one; in order and apart. */
export function mergeRegions(regions: readonly Region[]): readonly Region[] {
  const merged: Region[] = [];
  for (const region of regions.toSorted((left, right) => left.from - right.from)) {
    const last = merged.at(-1);
    if (last !== undefined && region.from < last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, region.to) };
    } else {
      merged.push(region);
    }
  }
  return merged;
}

function endOfBlock(row: number, { lines }: IndexedFile): number {
  const depth = indentOf(lines[row] ?? "").length;
  let end = row + 1;
  let opens = true;
  for (let at = row + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (isBlank(line)) {
      continue;
    }
    if (indentOf(line).length <= depth) {
      if (indentOf(line).length < depth || !(closer.test(line) || (opens && opener.test(line)))) {
        break;
      }
    }
    opens = false;
    end = at + 1;
  }
  return end;
}

/** The end of a block, or of the parentheses of its head, belongs to it; so does a brace on a line of its own. */
const closer = /^\s*(?:[)\]}]|end\b)/u;
const opener = /^\s*[{(]\s*$/u;
