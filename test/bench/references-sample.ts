import { createHash } from "node:crypto";

import ts from "typescript-classic";

/** A named declaration. Line and column are 1-based. */
export interface Declared {
  readonly name: string;
  readonly kind: DeclaredKind;
  readonly scope: "exported" | "module" | "local" | "object";
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** How many of 300 symbols are of each kind: what people ask about most comes most. */
const shares = {
  property: 48,
  method: 48,
  function: 42,
  variable: 36,
  type: 30,
  class: 24,
  interface: 24,
  enum: 9,
  enumMember: 9,
  objectKey: 9,
  parameter: 9,
  accessor: 6,
  typeParameter: 6,
} as const;

type DeclaredKind = keyof typeof shares;

/**
 * Declarations of all kinds and scopes, spread over files; the same for the same seed. Where a repository has too few of
 * a kind, others take their places.
 */
export function sampleDeclarations(
  all: readonly Declared[],
  count: number,
  seed: number,
): readonly Declared[] {
  const inOrder = shuffled(all, seed);
  const perFile = new Map<string, number>();
  const chosen = new Set<Declared>();
  const take = (candidates: readonly Declared[], wanted: number, limit: number): void => {
    for (const each of byTurns(candidates)) {
      const taken = perFile.get(each.path) ?? 0;
      if (wanted > 0 && taken < limit && !chosen.has(each)) {
        chosen.add(each);
        perFile.set(each.path, taken + 1);
        wanted -= 1;
      }
    }
  };
  for (const [kind, share] of Object.entries(shares)) {
    take(
      inOrder.filter((each) => each.kind === kind),
      Math.round((share * count) / 300),
      2,
    );
  }
  take(inOrder, count - chosen.size, 2);
  take(inOrder, count - chosen.size, Number.POSITIVE_INFINITY);
  return [...chosen].slice(0, count);
}

/** Every named declaration of these files, except those of imports. */
export function declarationsIn(
  program: ts.Program,
  pathOf: (file: string) => string | undefined,
): readonly Declared[] {
  const found: Declared[] = [];
  for (const source of program.getSourceFiles()) {
    const path = pathOf(source.fileName);
    const visit = (node: ts.Node): void => {
      const kind = kinds.get(node.kind);
      const name = kind === undefined ? undefined : ts.getNameOfDeclaration(asDeclaration(node));
      if (kind !== undefined && path !== undefined && name !== undefined && isPlainName(name)) {
        const at = source.getLineAndCharacterOfPosition(name.getStart(source));
        found.push({
          name: name.text,
          kind,
          scope: scopeOf(node, kind),
          path,
          line: at.line + 1,
          column: at.character + 1,
        });
      }
      ts.forEachChild(node, visit);
    };
    if (path !== undefined) {
      visit(source);
    }
  }
  return found;
}

function isPlainName(name: ts.Node): name is ts.Identifier {
  return ts.isIdentifier(name) && name.text !== "";
}

/** Only called for nodes with a kind, and these are all declarations. */
function asDeclaration(node: ts.Node): ts.Declaration {
  return node as ts.Declaration;
}

const kinds: ReadonlyMap<ts.SyntaxKind, DeclaredKind> = new Map([
  [ts.SyntaxKind.PropertyDeclaration, "property"],
  [ts.SyntaxKind.PropertySignature, "property"],
  [ts.SyntaxKind.MethodDeclaration, "method"],
  [ts.SyntaxKind.MethodSignature, "method"],
  [ts.SyntaxKind.FunctionDeclaration, "function"],
  [ts.SyntaxKind.VariableDeclaration, "variable"],
  [ts.SyntaxKind.BindingElement, "variable"],
  [ts.SyntaxKind.TypeAliasDeclaration, "type"],
  [ts.SyntaxKind.ClassDeclaration, "class"],
  [ts.SyntaxKind.InterfaceDeclaration, "interface"],
  [ts.SyntaxKind.EnumDeclaration, "enum"],
  [ts.SyntaxKind.EnumMember, "enumMember"],
  [ts.SyntaxKind.PropertyAssignment, "objectKey"],
  [ts.SyntaxKind.Parameter, "parameter"],
  [ts.SyntaxKind.GetAccessor, "accessor"],
  [ts.SyntaxKind.SetAccessor, "accessor"],
  [ts.SyntaxKind.TypeParameter, "typeParameter"],
]);

function scopeOf(node: ts.Node, kind: DeclaredKind): Declared["scope"] {
  if (kind === "objectKey") {
    return "object";
  }
  let isExported = false;
  for (let each: ts.Node | undefined = node; each !== undefined; each = each.parent) {
    isExported ||=
      ts.canHaveModifiers(each) &&
      ts.getModifiers(each)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) === true;
    if (each !== node && (ts.isFunctionLike(each) || ts.isBlock(each))) {
      return "local";
    }
  }
  return isExported ? "exported" : "module";
}

/** One of each scope after the other, as long as there are any. */
function byTurns(declared: readonly Declared[]): readonly Declared[] {
  const scopes = (["exported", "module", "local", "object"] as const).map((scope) =>
    declared.filter((each) => each.scope === scope),
  );
  const longest = Math.max(0, ...scopes.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) =>
    scopes.flatMap((list) => list[turn] ?? []),
  ).flat();
}

/** An order that looks random and depends on the seed alone. */
function shuffled(declared: readonly Declared[], seed: number): readonly Declared[] {
  return declared
    .map((each) => ({
      each,
      key: createHash("sha1")
        .update(`${seed} ${each.path}:${each.line}:${each.column}`)
        .digest("hex"),
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ each }) => each);
}
