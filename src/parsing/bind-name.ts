import type { LocalRules } from "../languages/local-rules.ts";
import type { Definition, FileFacts, Local, Range, Scope } from "./facts.ts";
import { type At, holds, isBefore, isInside, isStart } from "./ranges.ts";

/** What the file itself says of a name at a place. */
export type Binding =
  /** Declared by a scope around it; the place of the first declaration. */
  | { readonly kind: "local"; readonly line: number; readonly column: number }
  /** A definition of this file, by its qualified name. */
  | { readonly kind: "definition"; readonly name: string }
  /** Not of this file alone: imported, of the same package, or known to the language. */
  | { readonly kind: "free" };

export interface NamedAt extends At {
  readonly name: string;
  /** Whether only a type can be meant, or only a value; undefined where both can be. */
  readonly isType?: boolean;
}

const free: Binding = { kind: "free" };

/** What a file declares, ready to be asked what binds a name. */
export interface Declared {
  readonly definitions: readonly Definition[];
  readonly rules: LocalRules;
  readonly definitionsByName: ReadonlyMap<string, readonly Definition[]>;
  /** The scopes that declare a name, with its declarations. */
  readonly scopesByName: ReadonlyMap<string, ReadonlyMap<Scope, readonly Local[]>>;
}

export function declaredIn(
  { definitions, scopes }: Pick<FileFacts, "definitions" | "scopes">,
  rules: LocalRules,
): Declared {
  const scopesByName = new Map<string, Map<Scope, Local[]>>();
  for (const scope of scopes) {
    for (const local of scope.locals) {
      const byScope = scopesByName.get(local.name) ?? new Map<Scope, Local[]>();
      scopesByName.set(local.name, byScope);
      const known = byScope.get(scope) ?? [];
      byScope.set(scope, known);
      known.push(local);
    }
  }
  const definitionsByName = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const named = definitionsByName.get(definition.name) ?? [];
    definitionsByName.set(definition.name, named);
    named.push(definition);
  }
  return { definitions, rules, definitionsByName, scopesByName };
}

/** Finds what binds a name that stands on its own: the smallest scope or definition around it that declares the name. */
export function bindName(declared: Declared, at: NamedAt): Binding {
  const named = declared.definitionsByName.get(at.name) ?? [];
  const scopes = [...(declared.scopesByName.get(at.name) ?? [])];
  const defined = named.find(({ nameRange }) => isStart(nameRange, at));
  const isLocal = scopes.some(([, locals]) => locals.some(({ range }) => isStart(range, at)));
  if (defined !== undefined && !isLocal) {
    return { kind: "definition", name: qualifiedName(defined) };
  }
  const visible: Visible[] = [
    ...scopes.flatMap(([{ range }, locals]) => {
      const local = holds(range, at) ? localAt(locals, at, declared.rules) : undefined;
      const { line = 0, column = 0 } = local?.range ?? {};
      return local === undefined
        ? []
        : [{ range, binding: { kind: "local", line, column } as const }];
    }),
    ...named.flatMap((definition) => visibleDefinition(definition, declared, at)),
  ];
  return visible.reduce(smaller, { range: everywhere, binding: free }).binding;
}

/** The definition whose name begins at a place. */
export function definitionAt({ definitionsByName }: Declared, at: NamedAt): Definition | undefined {
  return definitionsByName.get(at.name)?.find(({ nameRange }) => isStart(nameRange, at));
}

/**
 * Whether a local is declared at a place. Of several in one scope the first declares it and the others write to it, where
 * they are not others of the same name.
 */
export function isDefiningLocal({ scopesByName, rules }: Declared, at: NamedAt): boolean {
  const scopes = [...(scopesByName.get(at.name)?.values() ?? [])];
  return scopes.some((locals) =>
    (rules.redeclaredIsNew ? locals : locals.slice(0, 1)).some(({ range }) => isStart(range, at)),
  );
}

interface Visible {
  readonly range: Range;
  readonly binding: Binding;
}

const everywhere: Range = { line: 0, column: 0, endLine: Infinity, endColumn: Infinity };

/** The first declaration of a name in a scope; where later ones are others, the last one before the place. */
function localAt(
  named: readonly Local[],
  at: NamedAt,
  { redeclaredIsNew }: LocalRules,
): Local | undefined {
  const itself = named.find(({ range }) => isStart(range, at));
  const fitting = named.filter(
    ({ means = "value" }) =>
      at.isType === undefined || means === "both" || (means === "type") === at.isType,
  );
  const visible = fitting.filter(
    ({ from }) => from === undefined || !isBefore(at, from.line, from.column),
  );
  if (redeclaredIsNew) {
    return itself ?? visible.at(-1);
  }
  return itself === undefined && visible.length === 0 ? undefined : (fitting[0] ?? itself);
}

function visibleDefinition(
  definition: Definition,
  { definitions, rules: { bareMembers } }: Declared,
  at: NamedAt,
): readonly Visible[] {
  if (definition.ofObject === true) {
    return [];
  }
  if (at.isType !== undefined && (at.isType ? values : types).has(definition.kind)) {
    return [];
  }
  const parent = definition.parent === undefined ? undefined : definitions[definition.parent];
  const range = parent?.range ?? everywhere;
  const binding = { kind: "definition", name: qualifiedName(definition) } as const;
  if (parent === undefined) {
    return definition.container.length === 0 ? [{ range, binding }] : [];
  }
  if (!holds(range, at)) {
    return [];
  }
  if (holdsMembers.has(parent.kind) && bareMembers !== "anywhere") {
    const isBare = bareMembers === "body" && innermost(definitions, at) === parent;
    return isBare ? [{ range, binding }] : [];
  }
  return [{ range, binding }];
}

const types: ReadonlySet<Definition["kind"]> = new Set(["interface", "type"]);
const values: ReadonlySet<Definition["kind"]> = new Set(["function", "constant", "variable"]);

/** Kinds whose definitions inside are named through them. */
const holdsMembers: ReadonlySet<Definition["kind"]> = new Set([
  "class",
  "interface",
  "trait",
  "struct",
  "enum",
  "enum_member",
  "type",
  "property",
  "constant",
  "variable",
]);

function innermost(definitions: readonly Definition[], at: NamedAt): Definition | undefined {
  return definitions.findLast(({ range }) => holds(range, at));
}

export function qualifiedName({ container, name }: Pick<Definition, "container" | "name">): string {
  return [...container, name].join(".");
}

function smaller(a: Visible, b: Visible): Visible {
  return a.range === everywhere || isInside(b.range, a.range) ? b : a;
}
