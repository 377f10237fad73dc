import type { Definition, Local, Scope } from "./facts.ts";
import { isInside } from "./ranges.ts";

/**
 * Adds the definitions that stand in functions, named or not, and in blocks to the locals of the scopes around them: no
 * other file can name them. Scopes without locals say nothing then, and are left out.
 */
export function declareInScopes(
  definitions: readonly Definition[],
  scopes: readonly Scope[],
  lines: number,
): readonly Scope[] {
  const added = new Map<Scope, Local[]>();
  const open: Scope[] = [];
  let next = 0;
  for (const definition of definitions) {
    const { line, column } = definition.range;
    for (let scope = scopes[next]; scope !== undefined; scope = scopes[next]) {
      const begins = scope.range;
      if (begins.line > line || (begins.line === line && begins.column > column)) {
        break;
      }
      open.push(scope);
      next += 1;
    }
    while (open.length > 0 && endsBefore(open.at(-1), definition)) {
      open.pop();
    }
    const scope = isOfItsScope(definition, definitions)
      ? open.findLast(({ range }) => isLarger(range, definition.range))
      : undefined;
    if (scope !== undefined && !isWholeFile(scope, lines)) {
      added.set(scope, [...(added.get(scope) ?? []), localOf(definition)]);
    }
  }
  return scopes.flatMap((scope) => {
    const locals = withoutRepeated([...scope.locals, ...(added.get(scope) ?? [])]);
    return locals.length === 0 ? [] : [{ range: scope.range, locals }];
  });
}

function endsBefore(scope: Scope | undefined, { range }: Definition): boolean {
  const { endLine = 0, endColumn = 0 } = scope?.range ?? {};
  return endLine < range.line || (endLine === range.line && endColumn <= range.column);
}

/** A member is named through its class, and what a namespace holds through that. */
function isOfItsScope(
  { kind, parent, container, ofObject }: Definition,
  definitions: readonly Definition[],
): boolean {
  const around = parent === undefined ? undefined : definitions[parent];
  const isAlone = around === undefined ? container.length === 0 : functions.has(around.kind);
  return isAlone && ofObject !== true && !members.has(kind);
}

const functions: ReadonlySet<Definition["kind"]> = new Set([
  "function",
  "method",
  "constructor",
  "accessor",
]);
const members: ReadonlySet<Definition["kind"]> = new Set([
  "method",
  "constructor",
  "accessor",
  "property",
  "enum_member",
  "module",
]);

function isLarger(scope: Scope["range"], range: Definition["range"]): boolean {
  return isInside(range, scope) && !isInside(scope, range);
}

function isWholeFile({ range }: Scope, lines: number): boolean {
  return range.line === 1 && range.column === 1 && range.endLine >= lines;
}

function localOf({ name, nameRange, kind }: Definition): Local {
  return { name, range: nameRange, ...meaningOfKind(kind) };
}

function meaningOfKind(kind: Definition["kind"]): Pick<Local, "means"> {
  if (kind === "interface" || kind === "type") {
    return { means: "type" };
  }
  return kind === "class" || kind === "enum" ? { means: "both" } : {};
}

/** In the order of the file; a variable that holds a function is a local and a definition. */
function withoutRepeated(locals: readonly Local[]): readonly Local[] {
  const byPlace = new Map(
    locals.toReversed().map((local) => [`${local.range.line}:${local.range.column}`, local]),
  );
  return [...byPlace.values()].toSorted(
    (a, b) => a.range.line - b.range.line || a.range.column - b.range.column,
  );
}
