/** What a name is there for at one place, in the words an answer uses. */
export type NameRole =
  | "definition"
  | "import"
  | "export"
  | "call"
  | "type"
  | "extends"
  | "write"
  | "read"
  | "jsx"
  | "doc";

/**
 * What the place of a node in its parent says: a role; `up` where it names its parent, so that the parent's place
 * decides; or the roles that count when the parent's place gives one of them, while any other is not passed down.
 */
type RoleRule = NameRole | "up" | readonly NameRole[];

/** How the syntax trees of a language tell what a name is there for. */
export interface NameRules {
  /** By `parent_type.field`, by `parent_type.*` for any child, and by `*.field` for any parent, tried in this order. */
  readonly roles: Readonly<Record<string, RoleRule>>;
  /** The role of leaves of these types, where their surroundings say nothing. */
  readonly leaves: Readonly<Record<string, NameRole>>;
  /** The same for names that the query takes for definitions, where one is something else as well: an embedded type. */
  readonly defining: Readonly<Record<string, NameRole>>;
  /** `parent_type.field` where a quoted text is a name like any other: `cart["total"]`, `{ "total": 1 }`. */
  readonly quoted: readonly string[];
  /** `parent_type.field` where a name says what it means by what stands before it in the parent: `cart.total`. */
  readonly members: readonly string[];
  /** Node types around a name that add type arguments and the like, so that their place is its place. */
  readonly wrappers: readonly string[];
  /** Leaf types, and `parent_type.field`, that name a member of something that is not named beside them. */
  readonly bare: readonly string[];
  /** Leaf types and `parent_type.field` that name a member and a variable at once: `{ total }`. */
  readonly shorthand: readonly string[];
  /** Node types that are comments, and those that are text: whatever is in them is no code, but for what is inserted. */
  readonly comments: readonly string[];
  readonly strings: readonly string[];
}
