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
 * Takes `name`, `Container.name`, `Container::name`, `Container#name` and `path#Container.name` apart.
 * A part before `#` is a path when it holds a slash or a dot, like every file's path does.
 */
export function parseQuery(query: string): SymbolQuery {
  const trimmed = query.trim().replace(/^#|\(\)$/g, "");
  const hash = trimmed.indexOf("#");
  const before = hash > 0 ? trimmed.slice(0, hash) : "";
  const isPath = /[./\\]/.test(before);
  const qualified = isPath ? trimmed.slice(hash + 1) : trimmed;
  const parts = qualified.includes("[")
    ? [qualified]
    : qualified.split(/::|\.|#(?=.)/).filter((part) => part !== "");
  const name = parts.at(-1) ?? qualified;
  return { name, containers: parts.slice(0, -1), ...(isPath ? { path: before } : {}) };
}
