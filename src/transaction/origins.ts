import type { Journal } from "./journal.ts";

/**
 * For each step that leaves something: the step whose old content it was made from, by their indexes. A file that was
 * made from nothing has none.
 */
export function findOrigins({
  files,
  steps,
}: Pick<Journal, "files" | "steps">): ReadonlyMap<number, number> {
  const indexes = new Map(steps.map(({ path }, index) => [path, index]));
  const renames = files.filter(({ from }) => from !== undefined);
  const origins = new Map(
    renames.flatMap(({ path, from = path }) => {
      const [to, origin] = [indexes.get(path), indexes.get(from)];
      return to === undefined || origin === undefined ? [] : [[to, origin] as const];
    }),
  );
  const moved = new Set(origins.values());
  for (const [index, { pre, post }] of steps.entries()) {
    if (pre !== null && post !== null && !origins.has(index) && !moved.has(index)) {
      origins.set(index, index);
    }
  }
  return origins;
}
