import type { Node } from "web-tree-sitter";

import type { SymbolKind } from "../languages/language.ts";

/** A definition as its patterns captured it, before it is known what stands around it. */
export interface FoundDefinition {
  readonly kind: SymbolKind;
  readonly name: Node;
  readonly node: Node;
  readonly outer: Node | undefined;
  readonly owner: Node | undefined;
  readonly value: Node | undefined;
  readonly body: Node | undefined;
  readonly doc: Node | undefined;
  readonly modifiers: readonly string[];
  /** The kind of the container, where it is not simply the innermost definition around. */
  readonly containerKind: SymbolKind | undefined;
  /** Whether it counts only as the container of others. */
  readonly onlyContainer: boolean;
  /** Whether only the first of its name counts in its container. */
  readonly once: boolean;
}

/** What a node that surrounds a definition gives to it. */
export interface FoundLink {
  readonly outer: Node | undefined;
  readonly modifiers: readonly string[];
}

export interface FoundImport {
  readonly node: Node;
  readonly source: Node;
  /** All parts of it, joined and without quotes. */
  readonly sourceText: string;
  readonly name: string | undefined;
  readonly alias: string | undefined;
  /** Whether it says that the module itself is meant. */
  readonly itself: boolean;
}

export interface FoundExport {
  readonly node: Node;
  readonly name: string;
  readonly as: string;
}

/** Everything one run of a query found. */
export interface Found {
  readonly definitions: readonly FoundDefinition[];
  /** By the id of the surrounded node. */
  readonly links: ReadonlyMap<number, readonly FoundLink[]>;
  /** Ids of nodes that hold more than one definition, so that none of these takes its range. */
  readonly shared: ReadonlySet<number>;
  readonly decorators: readonly Node[];
  /** Those captured on their own. */
  readonly modifiers: readonly Node[];
  readonly comments: readonly Node[];
  readonly imports: readonly FoundImport[];
  /** Ids of the imports that hand on what they import. */
  readonly reexports: ReadonlySet<number>;
  readonly exports: readonly FoundExport[];
  readonly packages: readonly Node[];
  readonly exportedNames: ReadonlySet<string>;
  readonly scopes: readonly Node[];
  readonly locals: readonly Node[];
  /** Names of locals that belong to the function around them. */
  readonly hoisted: readonly Node[];
  /** Names that a scope takes from outside. */
  readonly outward: readonly Node[];
}
