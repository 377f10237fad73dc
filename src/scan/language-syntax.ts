import type { Family } from "../rules/rule.ts";

/** Which children of a node are what: a field's name, or the position among the named children. */
export type Child = string | number;

interface CallNode {
  /** What is called, as one expression. */
  readonly callee?: Child;
  /** Or in two parts: what it is called on, and the name. */
  readonly object?: Child;
  readonly name?: Child;
  /** A statement that is no call, under the name that rules know it by. */
  readonly as?: string;
  /** The list of arguments; undefined: the node's own children, or itself when it has none to show. */
  readonly arguments?: Child;
  /** The node is its only argument. */
  readonly itself?: true;
}

interface SetNode {
  readonly target: Child;
  readonly value: Child;
  /** An entry of a list of options; others bind a variable or a property. */
  readonly entry?: true;
}

/** Everything about a language's syntax trees that scanning needs, as data. */
export interface LanguageSyntax {
  readonly family: Family;
  /** Ids of languages, as `languages/` has them. */
  readonly ids: readonly string[];
  readonly extensions: readonly string[];
  /** File name inside the package's `grammars` folder. */
  readonly grammar: string;
  /** Node types by what they are. */
  readonly calls: Readonly<Record<string, CallNode>>;
  readonly sets: Readonly<Record<string, SetNode>>;
  readonly members: Readonly<Record<string, readonly [object: Child, property: Child]>>;
  /** Element access: `a[b]`. */
  readonly indexes: Readonly<Record<string, readonly [object: Child, index: Child]>>;
  readonly names: ReadonlySet<string>;
  /** Literals of text, with or without interpolation. */
  readonly strings: ReadonlySet<string>;
  /** What inside of a text is only text. */
  readonly stringParts: ReadonlySet<string>;
  /** What carries nothing from elsewhere: numbers, functions, comparisons. */
  readonly constants: ReadonlySet<string>;
  readonly binaries: ReadonlySet<string>;
  /** Operators that make a text of two. */
  readonly joins: RegExp;
  /** Lists of named options. */
  readonly objects: ReadonlySet<string>;
  /** Nodes that stand for one of their children. */
  readonly wrappers: Readonly<Record<string, Child>>;
  readonly ternaries: Readonly<Record<string, readonly Child[]>>;
  /** Casts to types that cannot carry text. */
  readonly harmlessCast: RegExp;
  /** Functions, and the field of their parameters. */
  readonly functions: Readonly<Record<string, readonly Child[]>>;
  readonly blocks: ReadonlySet<string>;
  /** Statements with a condition, and where it is. */
  readonly conditions: Readonly<Record<string, Child>>;
  /** Patterns that give names to parts of a value: what is taken, and its name. */
  readonly takings: Readonly<Record<string, readonly [key: Child, name: Child]>>;
  /** Names in patterns that take the part of the same name. */
  readonly ownNames: ReadonlySet<string>;
  /** Statements that bring in names of other modules. */
  readonly imports: readonly string[];
  /** The names an import brings in, and what they mean. */
  readImport(text: string): readonly (readonly [local: string, meaning: string])[];
  /** Calls that bring in the module they name. */
  readonly loaders: RegExp;
  /** Methods that put their arguments into what they are called on. */
  readonly mutators: RegExp;
  /** Dotted names whose value comes from a request, or from elsewhere outside of the program. */
  readonly requests: RegExp;
  readonly inputs: RegExp;
  /** A parameter that a request fills, by its annotation or type. */
  readonly requestParameter: RegExp;
  /** A function all of whose parameters are, by its decorators and list of parameters. */
  readonly requestFunction: RegExp;
  /** Around a parameter that cannot carry text. */
  readonly harmlessParameter: RegExp;
  /** Names of calls that put a text together. */
  readonly builders: RegExp;
  /** Names of calls whose result cannot carry an attack. */
  readonly harmless: RegExp;
  /** Conditions that compare a value with what is allowed. */
  readonly guards: RegExp;
}
