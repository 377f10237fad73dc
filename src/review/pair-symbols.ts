import type { Definition } from "../parsing/facts.ts";
import type { SymbolDelta } from "./compare-symbols.ts";
import type { ReviewedFile } from "./reviewed-file.ts";

/** Shorter definitions are alike by chance. */
const leastChars = 24;

/**
 * Makes one change of a definition that is gone and a new one with the same text: renamed where the file is the same, moved
 * where the name is.
 */
export function pairSymbols(deltas: readonly SymbolDelta[]): readonly SymbolDelta[] {
  const gone = new Map<string, SymbolDelta[]>();
  for (const delta of deltas) {
    const key = delta.change === "removed" ? keyOf(delta.file.before, delta.before) : undefined;
    if (key !== undefined) {
      gone.set(key, [...(gone.get(key) ?? []), delta]);
    }
  }
  const paired = new Set<SymbolDelta>();
  const joined = deltas.map((delta) => {
    const key = delta.change === "added" ? keyOf(delta.file.now, delta.now) : undefined;
    const all = key === undefined ? [] : (gone.get(key) ?? []).filter((one) => !paired.has(one));
    const old =
      all.find(({ before }) => before?.name === delta.now?.name) ??
      all.find(({ file }) => file === delta.file);
    if (old === undefined) {
      return delta;
    }
    paired.add(old);
    const change = old.before?.name === delta.now?.name ? "moved" : "renamed";
    return { ...delta, change, before: old.before, from: old.file } as const;
  });
  return joined.filter((delta) => !paired.has(delta));
}

/** The text without its name and its white space. */
function keyOf(side: ReviewedFile["now"], definition: Definition | undefined): string | undefined {
  if (side?.text === undefined || definition === undefined) {
    return undefined;
  }
  const { line, column, endLine, endColumn } = definition.range;
  const lines = side.text.split("\n").slice(line - 1, endLine);
  const last = lines.length - 1;
  const text = lines
    .map((one, index) =>
      one.slice(index === 0 ? column - 1 : 0, index === last ? endColumn - 1 : undefined),
    )
    .join("\n");
  const bare = text.split(definition.name).join("·").replaceAll(/\s+/gu, " ");
  return bare.length < leastChars ? undefined : `${definition.kind} ${bare}`;
}
