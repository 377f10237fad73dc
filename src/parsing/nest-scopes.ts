import type { Node } from "web-tree-sitter";

import type { Language } from "../languages/language.ts";
import type { LocalRules } from "../languages/local-rules.ts";
import type { Local, Scope } from "./facts.ts";
import type { Found } from "./found.ts";
import type { LineTable } from "./line-table.ts";

interface OpenScope {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly locals: Local[];
  /** Names it takes from outside. */
  readonly outward: Set<string>;
}

/** Gives each local to the innermost scope around it that it belongs to. */
export function nestScopes(
  { scopes, locals, hoisted, outward }: Found,
  text: string,
  lines: LineTable,
  { locals: rules, names }: Pick<Language, "locals" | "names">,
): readonly Scope[] {
  const sorted = scopes.map(openScope).toSorted((a, b) => a.start - b.start || b.end - a.end);
  const hoistedAt = new Set(hoisted.map(({ id }) => id));
  const outwardAt = new Set(outward.map(({ id }) => id));
  const open: OpenScope[] = [];
  let next = 0;
  for (const local of [...locals, ...outward].toSorted((a, b) => a.startIndex - b.startIndex)) {
    const at = local.startIndex;
    for (let scope = sorted[next]; scope !== undefined && scope.start <= at; scope = sorted[next]) {
      open.push(scope);
      next += 1;
    }
    closeBefore(open, at);
    const scope = hoistedAt.has(local.id)
      ? open.findLast(({ type, end }) => end > at && rules.hoistTo.includes(type))
      : open.at(-1);
    const name = text.slice(at, local.endIndex);
    if (outwardAt.has(local.id)) {
      scope?.outward.add(name);
    } else {
      const declared = declare(local, { rules, names, lines });
      scope?.locals.push(...(declared === undefined ? [] : [{ name, ...declared }]));
    }
  }
  return sorted.map(({ start, end, locals: all, outward: not }) => ({
    range: lines.rangeOf(start, end),
    locals: not.size === 0 ? all : all.filter(({ name }) => !not.has(name)),
  }));
}

function openScope(node: Node): OpenScope {
  const { startIndex: start, endIndex: end, type } = node;
  return { start, end, type, locals: [], outward: new Set() };
}

/** Takes the scopes off that ended before `at`. */
function closeBefore(open: OpenScope[], at: number): void {
  while (open.length > 0 && (open.at(-1)?.end ?? 0) <= at) {
    open.pop();
  }
}

/** How far up a declaration is looked for from its name: patterns in patterns. */
const mostSteps = 8;

interface Declaring extends Pick<Language, "names"> {
  readonly rules: LocalRules;
  readonly lines: LineTable;
}

/** What a name declares; nothing where its pattern is assigned to. */
function declare(local: Node, { rules, names, lines }: Declaring): Omit<Local, "name"> | undefined {
  const { visibleAfter, assigns, separatesTypes } = rules;
  const range = lines.rangeOf(local.startIndex, local.endIndex);
  const isType = separatesTypes && names.leaves[local.type] === "type";
  const declared = { range, ...(isType && { means: "type" as const }) };
  let node = visibleAfter.length + assigns.length === 0 ? null : local.parent;
  for (let step = 0; node !== null && step < mostSteps; step += 1) {
    if (visibleAfter.includes(node.type)) {
      const { endLine: line, endColumn: column } = lines.rangeOf(local.startIndex, node.endIndex);
      return { ...declared, from: { line, column } };
    }
    if (assigns.includes(node.type)) {
      return undefined;
    }
    node = assigns.length === 0 || node.type.includes("pattern") ? node.parent : null;
  }
  return declared;
}
