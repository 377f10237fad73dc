/** How names are bound within a file. */
export interface LocalRules {
  /**
   * Node types after which alone a local they declare can be named, like Go's `x := f(x)`. Elsewhere it can be named in
   * its whole scope.
   */
  readonly visibleAfter: readonly string[];
  /** Whether a local declared again in its scope is another one, as in Rust. */
  readonly redeclaredIsNew: boolean;
  /** Node types in which a pattern of names is no declaration: `[a, b] = [b, a]`. */
  readonly assigns: readonly string[];
  /** Whether a type and a value may have the same name without anything in common. */
  readonly separatesTypes: boolean;
  /** Node types of the scopes that hoisted locals belong to. */
  readonly hoistTo: readonly string[];
  /**
   * Where a member of a class can be named without saying whose it is: nowhere, in the class but not in its methods, or
   * anywhere in it.
   */
  readonly bareMembers: "nowhere" | "body" | "anywhere";
  /** Words for the object or class that a method belongs to. */
  readonly self: readonly string[];
}
