import { groupBy } from "./group-by.ts";

/** Entries by file, files in the order of their first appearance. */
export function groupByPath<Entry extends { readonly path: string }>(
  entries: readonly Entry[],
): Map<string, Entry[]> {
  return groupBy(entries, ({ path }) => path);
}
