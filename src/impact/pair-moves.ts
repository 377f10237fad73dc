/** A file of which one version is known. */
export interface OneVersion {
  readonly path: string;
  readonly text: string;
}

/** Above it, comparing every file that is gone with every new one takes too long. */
const mostPairs = 2500;

/** As git has it: half of the lines are the same. */
const leastAlike = 0.5;

/**
 * Finds which new file is a file that is gone: the one most like it. git tells that itself only of files in its index,
 * and a file that was just moved is in it under its old name alone. The pairs go from the new path to the old one.
 */
export function pairMoves(
  gone: readonly OneVersion[],
  fresh: readonly OneVersion[],
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  if (gone.length * fresh.length > mostPairs) {
    return pairs;
  }
  const old = gone.map(({ path, text }) => ({ path, lines: countLines(text) }));
  const alike = fresh.flatMap(({ path, text }) => {
    const lines = countLines(text);
    return old
      .filter((one) => endingOf(one.path) === endingOf(path))
      .map((one) => ({ path, oldPath: one.path, likeness: likeness(one.lines, lines) }));
  });
  const taken = new Set<string>();
  for (const one of alike.toSorted((a, b) => b.likeness - a.likeness)) {
    if (one.likeness >= leastAlike && !pairs.has(one.path) && !taken.has(one.oldPath)) {
      pairs.set(one.path, one.oldPath);
      taken.add(one.oldPath);
    }
  }
  return pairs;
}

function countLines(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split("\n")) {
    const bare = line.trim();
    if (bare !== "") {
      counts.set(bare, (counts.get(bare) ?? 0) + 1);
    }
  }
  return counts;
}

/** The share of lines that are in both, 0 to 1. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const total = sum(a.values()) + sum(b.values());
  const both = sum([...a].map(([line, count]) => Math.min(count, b.get(line) ?? 0)));
  return total === 0 ? 0 : (2 * both) / total;
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, one) => total + one, 0);
}

function endingOf(path: string): string {
  return path.slice(path.lastIndexOf("."));
}
