import { withoutFirst } from "./diff-names.ts";
import type { Hunk } from "./hunk.ts";
import { type NameLine, readNameLine } from "./name-line.ts";
import type { PatchOperation } from "./parsed-patch.ts";
import { lineAt, type PatchText } from "./patch-text.ts";

/**
 * What the lines `---` and `+++` say, which have to be read with the hunks below them: a date at the beginning of 1970
 * means that there is no file on that side only if no line is there either.
 *
 * @param at the `---` line, 0-based
 * @param index the name of an `Index:` line above it
 */
export function readTraditional(
  text: PatchText,
  at: number,
  hunks: readonly Hunk[],
  index: string | undefined,
): PatchOperation {
  const old = readNameLine(lineAt(text, at).slice(4));
  const fresh = readNameLine(lineAt(text, at + 1).slice(4));
  const start = { stripped: false, hunks, patchLine: at + 1 };
  const only = hunks.length === 1 ? hunks[0] : undefined;
  const adds = only?.lines.every(({ kind }) => kind === "add") === true;
  const removes = only?.lines.every(({ kind }) => kind === "remove") === true;
  if (isAbsent(old, fresh, adds)) {
    return { ...start, op: "create", path: fresh.name, ...alsoNamed(old, fresh) };
  }
  if (isAbsent(fresh, old, removes)) {
    return { ...start, op: "delete", path: old.name, ...alsoNamed(fresh, old) };
  }
  const [path, other] = preferred(old.name, fresh.name);
  const others = [...new Set([other, index ?? path])].filter((name) => name !== path);
  return {
    ...start,
    op: "update",
    path,
    ...(others.length === 0 ? {} : { otherPaths: others }),
    ...(adds ? { mayCreate: true } : {}),
  };
}

function isAbsent(side: NameLine, other: NameLine, agrees: boolean): boolean {
  return side.name === "/dev/null" || ((side.absent || (side.epoch && !other.epoch)) && agrees);
}

/** The name of the side without a file, which tells how many of the first folders belong to neither name. */
function alsoNamed(absent: NameLine, { name }: NameLine): Pick<PatchOperation, "otherPaths"> {
  return absent.name === "/dev/null" || absent.name === name ? {} : { otherPaths: [absent.name] };
}

/** As git: the new name, unless it is the old one and something behind, such as `.orig`. */
function preferred(old: string, fresh: string): readonly [string, string] {
  const extended = fresh.length > old.length && withoutFirst(fresh).startsWith(withoutFirst(old));
  return extended ? [old, fresh] : [fresh, old];
}
