/** Entries by file, files in the order of their first appearance. (Node 20 has no `Map.groupBy`.) */
export function groupByPath<Entry extends { readonly path: string }>(
  entries: readonly Entry[],
): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.path);
    if (group === undefined) {
      groups.set(entry.path, [entry]);
    } else {
      group.push(entry);
    }
  }
  return groups;
}
