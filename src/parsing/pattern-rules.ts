import type { Query } from "web-tree-sitter";

import { type SymbolKind, symbolKinds } from "../languages/language.ts";

/** What the `#set!` properties of a query pattern say; see `captures.md`. */
export interface PatternRule {
  /** Node type of a value → the kind of the definition that holds it. */
  readonly becomes: ReadonlyMap<string, SymbolKind>;
  /** The word before the name → the kind. */
  readonly introduced: ReadonlyMap<string, SymbolKind>;
  /** The name → the kind. */
  readonly named: ReadonlyMap<string, SymbolKind>;
  /** Node types around a value that do not change what it is. */
  readonly through: ReadonlySet<string>;
  /** Node types of a value that make the definition none. */
  readonly unless: ReadonlySet<string>;
  /** Whether the definition counts only as the container of others. */
  readonly onlyContainer: boolean;
  /** Whether only the first of its name counts in its container. */
  readonly once: boolean;
  /** The field whose node is opened for `@within` beside the value. */
  readonly opens: string | undefined;
  readonly container: SymbolKind | undefined;
}

export function patternRules(query: Query): readonly PatternRule[] {
  return query.captureQuantifiers.map((_, pattern) => ruleOf(query.setProperties[pattern] ?? {}));
}

/** The kind a capture or property names (`definition.class` → `class`); a typo in a query is our bug. */
export function kindNamed(name: string): SymbolKind {
  const kind = symbolKinds.find((known) => name === known || name.endsWith(`.${known}`));
  if (kind === undefined) {
    throw new Error(`No kind of definition is called ${name}.`);
  }
  return kind;
}

type Properties = Readonly<Record<string, string | null>>;

function ruleOf(properties: Properties): PatternRule {
  const container = properties["container"] ?? undefined;
  return {
    becomes: kindsByWord(properties, "becomes."),
    introduced: kindsByWord(properties, "introduced."),
    named: kindsByWord(properties, "named."),
    through: new Set(properties["through"]?.split(" ")),
    unless: new Set(properties["unless"]?.split(" ")),
    onlyContainer: properties["keep"] === "container",
    once: "once" in properties,
    opens: properties["opens"] ?? undefined,
    container: container === undefined ? undefined : kindNamed(container),
  };
}

/** `becomes.method "a b"` and `becomes.class "c"` → a: method, b: method, c: class. */
function kindsByWord(properties: Properties, prefix: string): ReadonlyMap<string, SymbolKind> {
  return new Map(
    Object.entries(properties)
      .filter(([name]) => name.startsWith(prefix))
      .flatMap(([name, words]) =>
        (words ?? "").split(" ").map((word) => [word, kindNamed(name)] as const),
      ),
  );
}
