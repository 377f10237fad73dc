/** Entries by what they have in common, groups in the order of their first entries. (Node 20 has no `Map.groupBy`.) */
export function groupBy<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group === undefined) {
      groups.set(keyOf(entry), [entry]);
    } else {
      group.push(entry);
    }
  }
  return groups;
}
