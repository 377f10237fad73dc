import ts from "typescript-classic";

import { randomOf } from "../stress/property-random.ts";

/** One change of one place in a file that should make a test fail. */
export interface Mutation {
  readonly path: string;
  /** Where the replaced text begins and ends, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: string;
}

export interface Source {
  readonly path: string;
  readonly text: string;
}

/** So many mutations of these files, as many of one kind as of another; the same for the same seed. */
export function sampleMutations(
  sources: readonly Source[],
  count: number,
  seed: number,
): readonly Mutation[] {
  const random = randomOf(seed);
  const all = sources.flatMap(findMutations);
  const kinds = [...new Set(all.map(({ kind }) => kind))].map((kind) =>
    all.filter((one) => one.kind === kind),
  );
  const chosen: Mutation[] = [];
  while (chosen.length < count && kinds.some((left) => left.length > 0)) {
    for (const left of kinds) {
      chosen.push(...left.splice(random.below(left.length), 1));
    }
  }
  return chosen.slice(0, count);
}

export function mutate(text: string, { start, end, text: replacement }: Mutation): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function findMutations({ path, text }: Source): Mutation[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const visit = (node: ts.Node): void => {
    // What is erased changes no test's result, and a module's name breaks the file instead of its behaviour.
    if (ts.isTypeNode(node) || isDeclarationOfTypes(node)) {
      return;
    }
    const change = changeOf(node, file);
    if (change !== undefined) {
      const [place, replacement, kind] = change;
      found.push({
        path,
        start: place.getStart(file),
        end: place.getEnd(),
        text: replacement,
        kind,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isDeclarationOfTypes(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

/** What takes which place. */
type Change = readonly [place: ts.Node, replacement: string, kind: string];

function changeOf(node: ts.Node, file: ts.SourceFile): Change | undefined {
  if (ts.isBinaryExpression(node)) {
    const flipped = operators.get(node.operatorToken.getText(file));
    return flipped === undefined ? undefined : [node.operatorToken, ...flipped];
  }
  if (ts.isIfStatement(node)) {
    return [node.expression, `!(${node.expression.getText(file)})`, "negated condition"];
  }
  if (ts.isConditionalExpression(node)) {
    return [node.condition, `!(${node.condition.getText(file)})`, "negated condition"];
  }
  if (ts.isNumericLiteral(node)) {
    return [node, String(Number(node.text) + 1), "other number"];
  }
  if (ts.isStringLiteral(node) && !ts.isExpressionStatement(node.parent)) {
    return [node, JSON.stringify(`${node.text}Zq7`), "other text"];
  }
  if (ts.isReturnStatement(node) && node.expression !== undefined) {
    return [node.expression, "undefined", "dropped result"];
  }
  return ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression)
    ? [node, ";", "deleted statement"]
    : undefined;
}

const comparison = "flipped comparison";
const sum = "swapped + and -";

const operators: ReadonlyMap<string, readonly [operator: string, kind: string]> = new Map([
  ["===", ["!==", comparison]],
  ["!==", ["===", comparison]],
  ["==", ["!=", comparison]],
  ["!=", ["==", comparison]],
  ["<", [">=", comparison]],
  [">=", ["<", comparison]],
  [">", ["<=", comparison]],
  ["<=", [">", comparison]],
  ["+", ["-", sum]],
  ["-", ["+", sum]],
]);
