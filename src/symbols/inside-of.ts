import type { SearchStep } from "./search-step.ts";

/**
 * Whether a definition stands in the containers a step asks for: in definitions of these names, or in a module whose
 * path ends with them, as in `asyncio.events.AbstractEventLoop`. Undefined when it does not.
 */
export function insideOf(
  own: readonly string[],
  path: string,
  { containers, heedsCase }: Pick<SearchStep, "containers" | "heedsCase">,
): "definition" | "module" | undefined {
  const fold = (name: string): string => (heedsCase ? name : name.toLowerCase());
  const wanted = containers.map(fold);
  if (endsWith(own.map(fold), wanted)) {
    return "definition";
  }
  const folders = path.split("/").map(fold);
  const [stem = ""] = folders.pop()?.split(".") ?? [];
  // A package's name is that of its folder, whatever its files are called.
  return [[...folders, stem], folders].some((module) =>
    endsWith([...module, ...own.map(fold)], wanted),
  )
    ? "module"
    : undefined;
}

function endsWith(names: readonly string[], ending: readonly string[]): boolean {
  return (
    names.length >= ending.length &&
    ending.every((name, index) => name === names[names.length - ending.length + index])
  );
}
