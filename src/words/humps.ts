/**
 * Whether a query names the humps of a name in order: `gUN`, `gun` and `getUN` find `getUserName`, `pc` finds `parse_config`.
 * A letter of the query continues the hump it is in or begins a later one; an upper-case letter always begins one.
 * @param query at least one character; its first must be the name's first, case ignored
 */
export function humpsMatch(query: string, name: string): boolean {
  if (name.length > maxLength) {
    return false;
  }
  const lower = name.toLowerCase();
  const starts = humpStarts(name);
  /** Places of query and name from which the rest did not match: without them a name of many humps takes for ever. */
  const failed = new Set<number>();

  /** Whether the query from `from` on matches when the last hump used is before `hump` and may continue at `at`. */
  function matches(from: number, at: number, hump: number): boolean {
    const state = from * (lower.length + 1) + at;
    if (from === query.length) {
      return true;
    }
    if (failed.has(state)) {
      return false;
    }
    const wanted = query[from] ?? "";
    const upper = wanted >= "A" && wanted <= "Z";
    const continues = from > 0 && !upper && lower[at] === wanted && starts[hump] !== at;
    if (continues && matches(from + 1, at + 1, hump)) {
      return true;
    }
    // Only the very first letter is bound to the first hump; later ones may skip humps.
    const last = from === 0 ? 1 : starts.length;
    for (let next = hump; next < last; next += 1) {
      const start = starts[next] ?? -1;
      if (lower[start] === wanted.toLowerCase() && matches(from + 1, start + 1, next + 1)) {
        return true;
      }
    }
    failed.add(state);
    return false;
  }

  return matches(0, 0, 0);
}

/** Nobody abbreviates a longer name, and generated ones would take a while to try. */
const maxLength = 128;

/** Where parts of a name begin: its start, an upper-case letter after a lower-case one, a letter after `_`, `$` or a digit. */
function humpStarts(name: string): number[] {
  const starts = [0];
  for (let index = 1; index < name.length; index += 1) {
    const before = name[index - 1] ?? "";
    const own = name[index] ?? "";
    const next = name[index + 1] ?? "";
    const upper = own >= "A" && own <= "Z";
    const afterUpper = before >= "A" && before <= "Z";
    const begins =
      (upper && (!afterUpper || (next >= "a" && next <= "z"))) ||
      (/[_$\d]/.test(before) && /[a-z]/i.test(own));
    if (begins) {
      starts.push(index);
    }
  }
  return starts;
}
