import type { SearchBudget } from "./search-budget.ts";

/** Where lines, and runs of lines, are in a file. Rows are 0-based and ascending. */
export interface LineIndex {
  readonly rowsOf: (key: string) => readonly number[];
  /** Where this run of lines, which must not be empty, begins. */
  readonly find: (keys: readonly string[]) => readonly number[];
}

/**
 * Built in one pass. A run is looked for at the places of its rarest line only, and equal runs are looked for once.
 * With `wanted`, nothing else can be looked for: most lines of a large file then cost next to nothing.
 */
export function indexLines(
  keys: readonly string[],
  budget: SearchBudget,
  wanted?: readonly string[],
): LineIndex {
  const ids = numberKeys(wanted ?? keys);
  const file = idsOf(keys);
  const { rows, ends } = groupById(file, ids.size);
  const found = new Map<string, readonly number[]>();

  function idsOf(lines: readonly string[]): Int32Array {
    const numbers = new Int32Array(lines.length);
    for (let at = 0; at < lines.length; at += 1) {
      numbers[at] = ids.get(lines[at] ?? "") ?? absent;
    }
    return numbers;
  }

  function rowsOf(key: string): readonly number[] {
    const id = ids.get(key);
    return id === undefined ? [] : [...rows.subarray(ends[id - 1] ?? 0, ends[id])];
  }

  function find(lines: readonly string[]): readonly number[] {
    const run = idsOf(lines);
    let [rarest, fewest] = [0, Infinity];
    for (const [at, id] of run.entries()) {
      const count = id === absent ? 0 : (ends[id] ?? 0) - (ends[id - 1] ?? 0);
      [rarest, fewest] = count < fewest ? [at, count] : [rarest, fewest];
    }
    if (fewest < worthKeeping) {
      return fewest === 0 ? [] : startsOf(run, rarest);
    }
    const name = run.join(" ");
    const starts = found.get(name) ?? startsOf(run, rarest);
    found.set(name, starts);
    return starts;
  }

  function startsOf(run: Int32Array, rarest: number): readonly number[] {
    const starts: number[] = [];
    const id = run[rarest] ?? absent;
    for (let at = ends[id - 1] ?? 0; at < (ends[id] ?? 0); at += 1) {
      const start = (rows[at] ?? 0) - rarest;
      const equal = countEqual(run, start);
      budget.spend(equal + 1);
      if (equal === run.length) {
        starts.push(start);
      }
    }
    return starts;
  }

  function countEqual(run: Int32Array, start: number): number {
    if (start < 0 || start + run.length > file.length) {
      return 0;
    }
    let at = 0;
    while (at < run.length && run[at] === file[start + at]) {
      at += 1;
    }
    return at;
  }

  return { rowsOf, find };
}

const absent = -1;
const worthKeeping = 8;

function numberKeys(keys: readonly string[]): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  for (const key of keys) {
    if (!ids.has(key)) {
      ids.set(key, ids.size);
    }
  }
  return ids;
}

/** All rows, those of one id after those of another; `ends` says where each id's rows end. */
function groupById(
  file: Int32Array,
  ids: number,
): { readonly rows: Int32Array; readonly ends: Int32Array } {
  const ends = new Int32Array(ids);
  for (const id of file) {
    if (id !== absent) {
      ends[id] = (ends[id] ?? 0) + 1;
    }
  }
  let total = 0;
  for (const [id, count] of ends.entries()) {
    ends[id] = total;
    total += count;
  }
  const rows = new Int32Array(total);
  for (const [row, id] of file.entries()) {
    if (id !== absent) {
      rows[ends[id] ?? 0] = row;
      ends[id] = (ends[id] ?? 0) + 1;
    }
  }
  return { rows, ends };
}
