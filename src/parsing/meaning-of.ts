import type { Node } from "web-tree-sitter";

import type { Language } from "../languages/language.ts";
import { type Binding, bindName, type Declared, definitionAt, type NamedAt } from "./bind-name.ts";
import type { Definition } from "./facts.ts";
import type { LineTable } from "./line-table.ts";
import { isAt, roleOf } from "./name-at.ts";

/** What a file says of a name in it: what binds it, or that it is a member of something. */
export type Meaning = Binding | MemberMeaning;

export interface MemberMeaning {
  readonly kind: "member";
  /** The names before it, when that is all there is before it: `shop.cart` in `shop.cart.total`. */
  readonly path?: readonly string[];
  /** What binds the first of them. */
  readonly first?: Binding;
}

interface File {
  readonly declared: Declared;
  readonly text: string;
  readonly lines: LineTable;
  readonly language: Language;
}

/**
 * What the name at a leaf means as far as its file tells. Where it defines something and names something else as well,
 * as an embedded type does, it means what it names.
 */
export function meaningOf(leaf: Node | undefined, file: File, namesAnother: boolean): Meaning {
  if (leaf === undefined) {
    return { kind: "free" };
  }
  const { declared, text, lines, language } = file;
  const name = text.slice(leaf.startIndex, leaf.endIndex);
  const { line, column } = lines.rangeOf(leaf.startIndex, leaf.startIndex);
  const here = { name, line, column, ...typeMeant(leaf, language) };
  const itself = definitionAt(declared, here);
  const bound = bindName(
    itself !== undefined && namesAnother ? without(itself, declared) : declared,
    here,
  );
  if (bound.kind === "definition" && itself !== undefined && !namesAnother) {
    return bound;
  }
  const before = textBefore(leaf, file);
  if (before === undefined || before.text === "") {
    return isBare(leaf, language) ? { kind: "member" } : bound;
  }
  const path = before.text.split(separator);
  if (!path.every((part) => word.test(part))) {
    return { kind: "member" };
  }
  const start = lines.rangeOf(before.start, before.start);
  const [first = ""] = path;
  const at = { name: first, line: start.line, column: start.column };
  return { kind: "member", path, first: bindName(declared, at) };
}

/** Types and values are told apart where a language does, but for imports and exports, which bring both. */
export function typeMeant(leaf: Node, { locals, names }: Language): Pick<NamedAt, "isType"> {
  const role = roleOf(leaf, names);
  return locals.separatesTypes && role !== "import" && role !== "export"
    ? { isType: names.leaves[leaf.type] === "type" }
    : {};
}

function without(definition: Definition, declared: Declared): Declared {
  const { name } = definition;
  const others =
    declared.definitionsByName.get(name)?.filter((other) => other !== definition) ?? [];
  return { ...declared, definitionsByName: new Map([[name, others]]) };
}

/** What stands before a name in the node it is the last part of; undefined where it is no part of one. */
function textBefore(
  leaf: Node,
  { text, language }: File,
): { readonly text: string; readonly start: number } | undefined {
  const { members, wrappers } = language.names;
  for (let node = leaf, { parent } = leaf; parent !== null; node = parent, { parent } = parent) {
    const at = parent;
    const from = node;
    // `shelf[total]` names no member, `shelf["total"]` does.
    const isQuoted = (place: string): boolean => language.names.quoted.includes(place);
    if (members.some((place) => isAt(from, at, place) && !(from === leaf && isQuoted(place)))) {
      const before = text.slice(at.startIndex, from.startIndex).replace(trailing, "");
      return { text: before, start: at.startIndex };
    }
    if (!wrappers.includes(parent.type)) {
      return undefined;
    }
  }
  return undefined;
}

function isBare(leaf: Node, { names }: Language): boolean {
  return isOneOf(leaf, names.bare);
}

/** Whether a name stands for a member and a variable at once. */
export function isShorthand(leaf: Node, { names }: Language): boolean {
  return isOneOf(leaf, names.shorthand);
}

/** Whether a name stands before the name of a member. */
export function isHead(leaf: Node, { names }: Language): boolean {
  const { parent } = leaf;
  const places = names.members.filter((place) => place.startsWith(`${parent?.type ?? ""}.`));
  return parent !== null && places.length > 0 && !places.some((place) => isAt(leaf, parent, place));
}

function isOneOf(leaf: Node, places: readonly string[]): boolean {
  const { parent } = leaf;
  return places.some((place) =>
    place.includes(".") ? parent !== null && isAt(leaf, parent, place) : place === leaf.type,
  );
}

/** What joins a name to what stands before it. */
const trailing = /[\s.:?!["'`]+$/u;
const separator = /\s*(?:\?\.|!\.|\.|::)\s*/u;
const word = /^[\p{ID_Continue}$]+$/u;
