import { isInside } from "../workspace/is-inside.ts";

/** The paths that do not lie in another of them, each once. */
export function outermost(paths: readonly string[]): readonly string[] {
  const unique = [...new Set(paths)];
  return unique.filter((path) => !unique.some((other) => other !== path && isInside(other, path)));
}
