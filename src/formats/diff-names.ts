import { findQuoted } from "./c-quoted.ts";

/** The old and the new name of a file in a diff, with the folders that `-p` strips. */
export interface DiffNames {
  readonly old: string;
  readonly new: string;
}

/**
 * The names behind `diff --git `, which nothing sets apart when they have blanks in them: then they are found only if
 * they are the same but for as many letters in front.
 */
export function findDiffNames(rest: string): DiffNames | undefined {
  const line = rest.trimEnd();
  const first = findQuoted(line);
  if (first !== undefined) {
    const second = line.slice(first.end + 1);
    const quoted = findQuoted(second);
    return line[first.end] === " " && second !== ""
      ? { old: first.name, new: quoted?.end === second.length ? quoted.name : second }
      : undefined;
  }
  const quote = line.endsWith('"') ? line.indexOf(' "') : -1;
  if (quote !== -1) {
    const second = findQuoted(line.slice(quote + 1));
    return second?.end === line.length - quote - 1
      ? { old: line.slice(0, quote), new: second.name }
      : undefined;
  }
  const only = line.indexOf(" ");
  const middle = only === line.lastIndexOf(" ") ? only : (line.length - 1) / 2;
  const names = { old: line.slice(0, middle), new: line.slice(middle + 1) };
  return line[middle] === " " && (middle === only || isSameFile(names.old, names.new))
    ? names
    : undefined;
}

/** Whether two names of a diff are one file, with or without a first folder such as `a/` and `b/`. */
export function isSameFile(left: string, right: string): boolean {
  return left === right || (left.includes("/") && withoutFirst(left) === withoutFirst(right));
}

/** The name without its first folder. */
export function withoutFirst(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}

/** Whether a name with folders in front, of a `---` line, can be the bare one, of a `rename from` line. */
export function isNameOf(name: string, bare: string): boolean {
  return name === bare || name.endsWith(`/${bare}`);
}
