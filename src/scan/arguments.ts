import type { SyntaxNode } from "../parsing/open-syntax.ts";
import type { ValueTest } from "../rules/rule.ts";
import { childAt, partsOf } from "./child-at.ts";
import type { FlowSources } from "./flow-sources.ts";
import { receiverOf } from "./receiver-of.ts";
import { textOf } from "./value.ts";

/** A part of a place; missing for certain, or unknown because something stands for several parts. */
export type Part = SyntaxNode | "missing" | "unknown";

/** What a call or an assignment has, by the names that rules use. */
export interface Parts {
  readonly inOrder: readonly SyntaxNode[];
  readonly named: ReadonlyMap<string, SyntaxNode>;
  /** Something like `...rest` may hold more. */
  readonly isOpen: boolean;
  readonly from: FlowSources;
}

export function readArguments(from: FlowSources, node: SyntaxNode): Parts {
  const { syntax } = from;
  const set = syntax.sets[node.type];
  if (set !== undefined) {
    const target = childAt(node, set.target);
    const key = target && childAt(target, syntax.indexes[target.type]?.[1]);
    const value = childAt(node, set.value);
    const named = Object.entries({ key, value }).flatMap(([name, part]) =>
      part === undefined ? [] : [[name, part] as const],
    );
    return { inOrder: [], named: new Map(named), isOpen: false, from };
  }
  const call = syntax.calls[node.type];
  const list = childAt(node, call?.arguments);
  const isTemplate = list !== undefined && syntax.strings.has(list.type);
  const given =
    call?.itself === true || isTemplate || list?.type === "identifier"
      ? [list ?? node]
      : partsOf(list ?? node).flatMap((part) =>
          part.type === "sequence_expression" ? partsOf(part) : [part],
        );
  const receiver = receiverOf(syntax, node);
  const named = new Map(given.flatMap((part) => entriesIn(from, part)));
  if (receiver !== undefined) {
    named.set("receiver", receiver);
  }
  return {
    inOrder: given.filter((part) => syntax.sets[part.type]?.entry !== true).map(valueIn(from)),
    named,
    isOpen: given.some(({ type }) => /splat|spread|unpack|variadic/u.test(type)),
    from,
  };
}

/** The part that a test is about. */
export function partOf(parts: Parts, { at, options }: ValueTest): Part {
  const found = typeof at === "number" ? parts.inOrder[at] : parts.named.get(at);
  if (found !== undefined) {
    return found;
  }
  if (parts.isOpen) {
    return "unknown";
  }
  const list = options === undefined ? undefined : parts.inOrder[options];
  if (list === undefined) {
    return "missing";
  }
  const object = objectIn(parts.from, list);
  if (object === undefined) {
    return "unknown";
  }
  const entry = entriesIn(parts.from, object).find(([name]) => name === at)?.[1];
  return entry ?? (/\.\.\.|\*\*/u.test(object.text) ? "unknown" : "missing");
}

/** A list of options, written in place or given to a name once. */
function objectIn({ syntax, bindings }: FlowSources, node: SyntaxNode): SyntaxNode | undefined {
  if (syntax.objects.has(node.type)) {
    return node;
  }
  const [only, ...others] = bindings.of(node.text);
  return only !== undefined && others.length === 0 && syntax.objects.has(only.value.type)
    ? only.value
    : undefined;
}

/** What is named within an argument: the argument itself, or the entries of a list of options. */
function entriesIn(
  from: FlowSources,
  node: SyntaxNode,
): readonly (readonly [name: string, value: SyntaxNode])[] {
  const { syntax } = from;
  const set = syntax.sets[node.type];
  if (set?.entry === true) {
    const target = childAt(node, set.target);
    const value = childAt(node, set.value);
    return target === undefined || value === undefined ? [] : [[textOf(target), value]];
  }
  const inner = childAt(node, syntax.wrappers[node.type]) ?? node;
  return syntax.objects.has(inner.type)
    ? partsOf(inner).flatMap((part) => entriesIn(from, part))
    : [];
}

function valueIn({ syntax }: FlowSources): (node: SyntaxNode) => SyntaxNode {
  return (node) =>
    (node.type === "argument" ? childAt(node, syntax.wrappers[node.type]) : node) ?? node;
}
