import { languageOfPath } from "../languages/index.ts";
import { nameParts } from "./name-parts.ts";

/** A symbol query taken apart. */
export interface SymbolQuery {
  /** The last part: the name itself. */
  readonly name: string;
  /** Names of containers from the outermost in; the definition's own containers must end with them. */
  readonly containers: readonly string[];
  /** From `path#Container.name`. */
  readonly path?: string;
}

/**
 * Takes `name`, `Container.name`, `Container::name`, `Container#name`, `path#Container.name` and `path::name` apart.
 * What follows a name in its signature, `(…)` or `<…>`, is left out.
 */
export function parseQuery(query: string): SymbolQuery {
  const { path, symbol } = splitPath(query.trim());
  const parts = nameParts(withoutTail(symbol));
  return {
    name: parts.at(-1) ?? symbol,
    containers: parts.slice(0, -1),
    ...(path === undefined ? {} : { path }),
  };
}

/** A part before `#` or `::` is a path when it has a folder or a source file's ending: `Outer.Inner#name` has none. */
function splitPath(query: string): { readonly path?: string; readonly symbol: string } {
  for (const { 0: sign, index } of query.matchAll(/#|::/g)) {
    const path = query.slice(0, index);
    const symbol = query.slice(index + sign.length);
    if (symbol !== "" && (/[/\\]/.test(path) || languageOfPath(path) !== undefined)) {
      return { path, symbol };
    }
  }
  return { symbol: query };
}

function withoutTail(symbol: string): string {
  return symbol.replace(/(?<=[\w$\])>])\(.*\)$/s, "").replace(/(?<=\w)<[^<>]*>$/, "");
}
