/** In the order of the paths' bytes in UTF-8, as git has it, so that every listing has one order. */
export function sortByPath<T extends { readonly path: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => comparePaths(a.path, b.path));
}

export function comparePaths(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  // UTF-16 order is UTF-8 order as long as no surrogate meets a character above them.
  return beyondSurrogates.test(a) || beyondSurrogates.test(b) ? compareBytes(a, b) : a < b ? -1 : 1;
}

const beyondSurrogates = /[\ud800-\uffff]/;

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
