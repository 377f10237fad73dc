import type { SyntaxNode } from "../parsing/open-syntax.ts";
import { childAt, partsOf } from "./child-at.ts";
import { type Binding, type CodeIndex, innermost } from "./code-index.ts";
import type { LanguageSyntax } from "./language-syntax.ts";

/** Every name of a text that gets a value, with its values in the order of the text. */
export interface Bindings {
  of(name: string): readonly Binding[];
}

export function readBindings(syntax: LanguageSyntax, index: CodeIndex): Bindings {
  const found = new Map<string, Binding[]>();
  const add = (name: string, statement: SyntaxNode, how: Taken & { adds: boolean }): void => {
    const binding: Binding = {
      start: statement.startIndex,
      end: statement.endIndex,
      owner: innermost(index.functions, statement.startIndex),
      ...how,
    };
    const list = found.get(name) ?? [];
    list.push(binding);
    found.set(name, list);
  };
  for (const node of index.sets) {
    const set = syntax.sets[node.type];
    const target = childAt(node, set?.target);
    const value = childAt(node, set?.value);
    if (set?.entry === true || target === undefined || value === undefined) {
      continue;
    }
    const adds = /^[^=:!<>]+=$/u.test(node.childForFieldName("operator")?.text ?? "");
    for (const [name, taken] of namesIn(syntax, target, { value, part: "" })) {
      add(name, node, { ...taken, adds });
    }
  }
  for (const node of index.calls) {
    const mutated = receiverOf(syntax, node);
    const list = childAt(node, syntax.calls[node.type]?.arguments);
    if (mutated !== undefined && list !== undefined) {
      add(mutated, node, { value: list, part: "", adds: true });
    }
  }
  for (const bindings of found.values()) {
    bindings.sort((one, other) => one.start - other.start);
  }
  return { of: (name) => found.get(name) ?? [] };
}

interface Taken {
  readonly value: SyntaxNode;
  readonly part: string;
}

/** The names that a target gives to a value or to its parts. */
function namesIn(
  syntax: LanguageSyntax,
  target: SyntaxNode,
  taken: Taken,
): readonly (readonly [name: string, taken: Taken])[] {
  const { type, text } = target;
  if (syntax.ownNames.has(type)) {
    return [[text, { ...taken, part: `${taken.part}.${text}` }]];
  }
  if (syntax.names.has(type) || syntax.members[type] !== undefined) {
    return [[plainName(text), taken]];
  }
  if (syntax.indexes[type] !== undefined) {
    return [];
  }
  const [key, name] = syntax.takings[type] ?? [];
  const named = childAt(target, name);
  if (named !== undefined) {
    const part = `${taken.part}.${childAt(target, key)?.text ?? ""}`;
    return namesIn(syntax, named, { ...taken, part });
  }
  const targets = partsOf(target);
  const values = partsOf(taken.value);
  const inPairs = targets.length === values.length && taken.value.type.includes("list");
  return targets.flatMap((one, position) =>
    namesIn(syntax, one, inPairs ? { ...taken, value: values[position] ?? taken.value } : taken),
  );
}

/** The name of what a call puts its arguments into. */
function receiverOf(syntax: LanguageSyntax, node: SyntaxNode): string | undefined {
  const call = syntax.calls[node.type];
  const callee = childAt(node, call?.callee);
  const object = childAt(node, call?.object);
  const name =
    object === undefined ? callee?.text : `${object.text}.${childAt(node, call?.name)?.text ?? ""}`;
  return name !== undefined && name.length < 200 && syntax.mutators.test(name)
    ? /^[\w$.]+(?=\.\w+$)/u.exec(plainName(name))?.[0]
    : undefined;
}

/** A name as it is looked up, whatever stands between its parts. */
export function plainName(text: string): string {
  return text.replace(/\?\.|\?->|->|::/gu, ".");
}
