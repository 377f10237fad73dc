import type { Node } from "web-tree-sitter";

import type { Range, Scope } from "./facts.ts";
import type { Found } from "./found.ts";
import type { LineTable } from "./line-table.ts";

interface OpenScope {
  readonly start: number;
  readonly end: number;
  readonly locals: { readonly name: string; readonly range: Range }[];
}

/** Gives each local to the innermost scope around it. Scopes without locals say nothing and are left out. */
export function nestScopes(
  { scopes, locals }: Found,
  text: string,
  lines: LineTable,
): readonly Scope[] {
  const sorted = scopes.map(openScope).toSorted((a, b) => a.start - b.start || b.end - a.end);
  const open: OpenScope[] = [];
  let next = 0;
  for (const local of locals.toSorted((a, b) => a.startIndex - b.startIndex)) {
    const at = local.startIndex;
    for (let scope = sorted[next]; scope !== undefined && scope.start <= at; scope = sorted[next]) {
      open.push(scope);
      next += 1;
    }
    const innermost = innermostAt(open, at);
    const end = local.endIndex;
    innermost?.locals.push({ name: text.slice(at, end), range: lines.rangeOf(at, end) });
  }
  return sorted
    .filter((scope) => scope.locals.length > 0)
    .map((scope) => ({ range: lines.rangeOf(scope.start, scope.end), locals: scope.locals }));
}

function openScope(node: Node): OpenScope {
  return { start: node.startIndex, end: node.endIndex, locals: [] };
}

/** Takes the scopes off that ended before `at`. */
function innermostAt(open: OpenScope[], at: number): OpenScope | undefined {
  while (open.length > 0 && (open.at(-1)?.end ?? 0) <= at) {
    open.pop();
  }
  return open.at(-1);
}
