import type { Node } from "web-tree-sitter";

import { DefinitionCollector } from "./collect-definitions.ts";
import { importOf, nameImports } from "./collect-imports.ts";
import type { Deadline } from "./deadline.ts";
import { exportsOf } from "./exports-of.ts";
import type { Found, FoundExport, FoundImport } from "./found.ts";
import type { Grammar } from "./grammar.ts";
import { readMatch } from "./read-match.ts";
import { unquoted } from "./unquoted.ts";

/** Runs the language's query over a tree. */
export function collectFound(
  grammar: Grammar,
  root: Node,
  { text, deadline }: { readonly text: string; readonly deadline: Deadline },
): Found {
  const singles = {
    comment: new Array<Node>(),
    decorator: new Array<Node>(),
    scope: new Array<Node>(),
    local: new Array<Node>(),
    exported: new Array<Node>(),
    modifier: new Array<Node>(),
    string: new Array<Node>(),
    package: new Array<Node>(),
    hoisted: new Array<Node>(),
    outward: new Array<Node>(),
  };
  const definitions = new DefinitionCollector(grammar, text);
  const imports: FoundImport[] = [];
  const reexports = new Set<number>();
  const exports: FoundExport[] = [];
  const matches = grammar.query.matches(root, { progressCallback: deadline.isPassed });
  for (const { patternIndex, captures } of matches) {
    const [first, second] = captures;
    // Scopes, locals and comments are most of the matches; they take the short way.
    if (first !== undefined && second === undefined && isSingle(first.name)) {
      singles[first.name].push(first.node);
      continue;
    }
    const rule = grammar.rules[patternIndex];
    const parts = readMatch(captures);
    if (rule !== undefined) {
      definitions.add(parts, rule, patternIndex);
    }
    singles.decorator.push(...parts.decorators);
    for (const capture of ["exported", "scope", "local"] as const) {
      const node = parts.single.get(capture);
      if (node !== undefined) {
        singles[capture].push(node);
      }
    }
    const found = importOf(parts, text);
    if (found !== undefined) {
      imports.push(found);
    }
    const handedOn = parts.single.has("import.export") ? parts.single.get("import") : undefined;
    if (handedOn !== undefined) {
      reexports.add(handedOn.id);
    }
    exports.push(...exportsOf(parts, text));
  }
  const finished = definitions.finish();
  return {
    ...finished,
    decorators: singles.decorator,
    modifiers: singles.modifier,
    comments: singles.comment,
    imports: nameImports(imports, finished.definitions, text),
    reexports,
    exports,
    packages: singles.package,
    hoisted: singles.hoisted,
    outward: singles.outward,
    exportedNames: new Set(
      singles.exported.map((node) => unquoted(text.slice(node.startIndex, node.endIndex))),
    ),
    scopes: singles.scope,
    locals: singles.local,
  };
}

const singleCaptures = [
  "comment",
  "decorator",
  "scope",
  "local",
  "exported",
  "modifier",
  "string",
  "package",
  "hoisted",
  "outward",
] as const;

function isSingle(capture: string): capture is (typeof singleCaptures)[number] {
  return singleCaptures.some((single) => single === capture);
}
