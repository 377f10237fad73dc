/**
 * Whether a pattern of `.gitattributes` or `.editorconfig` means a path. `*` and `?` stop at a `/`, `**` does not.
 * All ways to match are followed at once, so that no pattern takes long.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const tokens = pattern.match(/\*\*\/?|\[[^\]/]+\]|\\.|./gsu) ?? [];
  let states = new Set<number>();
  reach(states, 0, tokens);
  for (const character of path) {
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state] ?? "";
      if (token.startsWith("**") || (token === "*" && character !== "/")) {
        // `**/` is whole folders: it may end where one does.
        next.add(state);
        if (token !== "**/" || character === "/") {
          reach(next, state + 1, tokens);
        }
      } else if (isOne(token, character)) {
        reach(next, state + 1, tokens);
      }
    }
    states = next;
  }
  return states.has(tokens.length);
}

/** Adds a state, and those behind it that need no character. */
function reach(states: Set<number>, from: number, tokens: readonly string[]): void {
  for (let state = from; ; state += 1) {
    states.add(state);
    if (tokens[state]?.startsWith("*") !== true) {
      return;
    }
  }
}

function isOne(token: string, character: string): boolean {
  if (token === "?") {
    return character !== "/";
  }
  if (token.startsWith("[") && token.length > 2) {
    const inverted = /^\[[!^]/u.test(token);
    return isInSet(token.slice(inverted ? 2 : 1, -1), character) !== inverted;
  }
  return token === character || token === `\\${character}`;
}

function isInSet(set: string, character: string): boolean {
  const parts = set.match(/.-.|./gsu) ?? [];
  return parts.some((part) =>
    part.length === 3 && part[1] === "-"
      ? character >= part.slice(0, 1) && character <= part.slice(2)
      : part === character,
  );
}
