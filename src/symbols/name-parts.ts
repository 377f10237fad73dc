/**
 * The parts of a qualified name, without the signs that only its language needs, so that a query and a definition meet
 * however each is written: `Basket.#count` and `Basket::count`, `[Symbol.iterator]` and `Symbol.iterator`, `r#type`,
 * `@class`, `"on-hold"`.
 */
export function nameParts(name: string): string[] {
  if (isPlain.test(name)) {
    return [name];
  }
  const parts = name
    .replaceAll(/[[\]]/g, ".")
    .split(/::|\./)
    .flatMap((part) => unmarked(part).split("#"))
    .filter((part) => part !== "");
  return parts.length === 0 ? [name] : parts;
}

/** Most names. */
const isPlain = /^[\w$\u0080-\uffff]+$/u;

/** Without JavaScript's mark of private members, Rust's and C#'s marks of names that are keywords, and quotes. */
function unmarked(part: string): string {
  const name = part.trim().replace(/^(?:#|@|r#)(?=[\w$\u0080-\uffff])/u, "");
  return name.replace(/^(["'`])(.*)\1$/s, "$2");
}
