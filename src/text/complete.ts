import { renderName } from "./visible.ts";

/**
 * The names that may be meant by what was typed so far: those that begin with it, then those in which a word does
 * (`ca` in `src/cart.ts` and `readCart`), then those that hold it. Case does not matter. Names with characters that
 * cannot be seen are left out: nobody types them.
 */
export function completeName(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  const ranks: string[][] = [[], [], []];
  for (const name of names) {
    const at = name.toLowerCase().indexOf(wanted);
    if (at >= 0 && renderName(name) === name) {
      ranks[at === 0 ? 0 : beginsWord(name, wanted) ? 1 : 2]?.push(name);
    }
  }
  return ranks.flat();
}

/** Whether a word of the name begins with it, wherever else it stands. */
function beginsWord(name: string, wanted: string): boolean {
  const folded = name.toLowerCase();
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const before = name[at - 1] ?? "";
    const first = name[at] ?? "";
    if (!isLetter.test(before) || (isUpper.test(first) && !isUpper.test(before))) {
      return true;
    }
  }
  return false;
}

const isLetter = /[\p{L}\p{N}]/u;
const isUpper = /\p{Lu}/u;
