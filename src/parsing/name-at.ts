import type { Node } from "web-tree-sitter";

import type { NameRole, NameRules } from "../languages/name-rules.ts";
import type { Grammar } from "./grammar.ts";

/** What the tree says of the place at an index. */
export interface NameAt {
  /** Whether it is a name in code, a word in text that is no code, or neither: a keyword, or a part of a name. */
  readonly kind: "code" | "comment" | "string" | "none";
  readonly role: NameRole;
  /** What else the name of a definition is; see `NameRules.defining`. */
  readonly defining: NameRole | undefined;
  /** Index after the name. */
  readonly end: number;
  readonly node: Node | undefined;
}

interface Searched {
  readonly grammar: Grammar;
  readonly root: Node;
  readonly text: string;
  /** What is looked for; undefined where a position is to be described, whatever stands there. */
  readonly name: string | undefined;
}

/** Looks at the leaf at an index. */
export function nameAt({ grammar, root, text, name }: Searched, index: number): NameAt {
  const leaf = root.descendantForIndex(index, index);
  const nothing: NameAt = {
    kind: "none",
    role: "read",
    defining: undefined,
    end: index,
    node: undefined,
  };
  if (leaf === null) {
    return nothing;
  }
  const rules = grammar.language.names;
  const isWhole = name === undefined || text.slice(leaf.startIndex, leaf.endIndex) === name;
  const prose = proseAround(leaf, rules);
  const end = name === undefined ? leaf.endIndex : index + name.length;
  if (
    prose !== undefined &&
    !(isWhole && prose.kind === "string" && isQuotedName(prose.node, rules))
  ) {
    return {
      ...nothing,
      kind: prose.kind,
      role: prose.kind === "comment" ? "doc" : roleOf(leaf, rules),
      end,
    };
  }
  const isName = isWhole && (leaf.isNamed || prose !== undefined) && leaf.childCount === 0;
  return {
    kind: isName ? "code" : "none",
    role: roleOf(leaf, rules),
    defining: definingRole(leaf, rules),
    end,
    node: leaf,
  };
}

/** The comment or text that a leaf is in; what is inserted into text is code. */
function proseAround(
  leaf: Node,
  { comments, strings }: NameRules,
): { readonly node: Node; readonly kind: "comment" | "string" } | undefined {
  for (let node: Node | null = leaf; node !== null; node = node.parent) {
    if (comments.includes(node.type)) {
      return { node, kind: "comment" };
    }
    // `string` is also a keyword of TypeScript.
    if (node.isNamed && strings.includes(node.type)) {
      return { node, kind: "string" };
    }
    if (node.id !== leaf.id && !partsOfProse.test(node.type)) {
      return undefined;
    }
  }
  return undefined;
}

/** Between a leaf that is text and the node that stands for the whole of it. */
const partsOfProse = /content|fragment|escape|pattern|start|end|doc|text/u;

function isQuotedName(prose: Node, { quoted }: NameRules): boolean {
  const { parent } = prose;
  return parent !== null && quoted.some((place) => isAt(prose, parent, place));
}

export function isAt(node: Node, parent: Node, place: string): boolean {
  const dot = place.lastIndexOf(".");
  const type = place.slice(0, dot);
  const field = place.slice(dot + 1);
  return (
    (type === "*" || type === parent.type) &&
    (field === "*" || parent.childrenForFieldName(field).some(({ id }) => id === node.id))
  );
}

export function roleOf(leaf: Node, rules: NameRules): NameRole {
  const otherwise = rules.leaves[leaf.type] ?? "read";
  let allowed: readonly NameRole[] | undefined;
  for (let node = leaf, { parent } = leaf; parent !== null; node = parent, { parent } = parent) {
    const rule = ruleFor(node, parent, rules);
    if (rule === undefined) {
      return otherwise;
    }
    if (typeof rule !== "string") {
      const before = allowed;
      allowed = before === undefined ? rule : rule.filter((role) => before.includes(role));
    } else if (rule !== "up") {
      return allowed === undefined || allowed.includes(rule) ? rule : otherwise;
    }
  }
  return otherwise;
}

function ruleFor(
  node: Node,
  parent: Node,
  { roles }: NameRules,
): NameRules["roles"][string] | undefined {
  for (const place of placesOf(parent.type, roles)) {
    if (isAt(node, parent, place)) {
      return roles[place];
    }
  }
  return undefined;
}

/** The rules that may apply to a child of a parent of this type, those for one field first. */
function placesOf(type: string, roles: NameRules["roles"]): readonly string[] {
  const tables = known.get(roles) ?? new Map<string, readonly string[]>();
  known.set(roles, tables);
  const places =
    tables.get(type) ??
    Object.keys(roles)
      .filter((place) => place.startsWith(`${type}.`) || place.startsWith("*."))
      .toSorted((a, b) => rank(a) - rank(b));
  tables.set(type, places);
  return places;
}

const known = new WeakMap<NameRules["roles"], Map<string, readonly string[]>>();

function rank(place: string): number {
  return (place.startsWith("*.") ? 2 : 0) + (place.endsWith(".*") ? 1 : 0);
}

function definingRole(leaf: Node, rules: NameRules): NameRole | undefined {
  let node = leaf;
  for (let { parent } = leaf; parent !== null; { parent } = parent) {
    const at = parent;
    const from = node;
    const found = Object.entries(rules.defining).find(([place]) => isAt(from, at, place));
    if (found !== undefined) {
      return found[1];
    }
    if (ruleFor(node, parent, rules) !== "up") {
      return undefined;
    }
    node = parent;
  }
  return undefined;
}
