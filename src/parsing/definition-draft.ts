import type { Node } from "web-tree-sitter";

import type { SymbolKind } from "../languages/language.ts";
import type { FoundDefinition } from "./found.ts";
import type { Grammar } from "./grammar.ts";
import type { PatternRule } from "./pattern-rules.ts";
import type { MatchParts } from "./read-match.ts";

/** A definition in the making; several patterns may speak of one name. */
export type DefinitionDraft = {
  -readonly [Key in keyof FoundDefinition]: FoundDefinition[Key] | undefined;
} & {
  name: Node;
  modifiers: readonly string[];
  onlyContainer: boolean;
  once: boolean;
  /** The last pattern that gave it a kind. */
  pattern: number;
  /** Whether the body belongs to the value and not to the definition itself. */
  borrows: boolean;
};

/** What one match says of a name. */
export interface MatchSays {
  readonly parts: MatchParts;
  readonly rule: PatternRule;
  readonly pattern: number;
  readonly modifiers: readonly string[];
  readonly outer: Node | undefined;
}

export function emptyDraft(name: Node): DefinitionDraft {
  return {
    name,
    kind: undefined,
    node: undefined,
    outer: undefined,
    owner: undefined,
    value: undefined,
    body: undefined,
    doc: undefined,
    containerKind: undefined,
    onlyContainer: false,
    once: false,
    modifiers: [],
    pattern: -1,
    borrows: false,
  };
}

/** Adds what a match says. The kind and the node are those of the pattern that stands last in the query. */
export function addToDraft(
  draft: DefinitionDraft,
  says: MatchSays,
  grammar: Grammar,
  text: string,
): void {
  const { parts, rule, pattern, modifiers, outer } = says;
  const { definition: node, kind, single } = parts;
  draft.body ??= single.get("body");
  draft.doc ??= single.get("doc");
  draft.owner ??= single.get("owner");
  draft.modifiers = draft.modifiers.length === 0 ? modifiers : [...draft.modifiers, ...modifiers];
  if (node === undefined || kind === undefined || pattern < draft.pattern) {
    return;
  }
  draft.pattern = pattern;
  draft.node = node;
  draft.outer = outer;
  draft.containerKind = rule.container;
  draft.onlyContainer = rule.onlyContainer;
  draft.once = rule.once;
  draft.kind = kindByName(node, draft.name, rule, text) ?? kind;
  draft.body ??= fieldOf(node, grammar.fields.body);
  if (draft.body === undefined || draft.borrows) {
    addValue(draft, single.get("value") ?? fieldOf(node, grammar.fields.value), rule, grammar);
  }
}

export function fieldOf(node: Node | undefined, field: number | null): Node | undefined {
  return field === null ? undefined : (node?.childForFieldId(field) ?? undefined);
}

/** `get` before a name makes an accessor; `constructor` is one by its name. */
function kindByName(
  node: Node,
  name: Node,
  { introduced, named }: PatternRule,
  text: string,
): SymbolKind | undefined {
  if (introduced.size > 0) {
    const from = Math.max(node.startIndex, name.startIndex - longestLead);
    const word = lastWord.exec(text.slice(from, name.startIndex))?.[0];
    const kind = word === undefined ? undefined : introduced.get(word);
    if (kind !== undefined) {
      return kind;
    }
  }
  return named.size > 0 ? named.get(text.slice(name.startIndex, name.endIndex)) : undefined;
}

/** The word before a name stands close to it; what stands further back may be a decorator of megabytes. */
const longestLead = 80;
const lastWord = /\w+(?=\s*$)/u;

function addValue(
  draft: DefinitionDraft,
  captured: Node | undefined,
  rule: PatternRule,
  grammar: Grammar,
): void {
  let value = captured;
  while (value !== undefined && rule.through.has(value.type)) {
    value = value.firstNamedChild ?? undefined;
  }
  draft.value = value;
  draft.kind = (value && rule.becomes.get(value.type)) ?? draft.kind;
  draft.body ??= fieldOf(value, grammar.fields.body);
  draft.borrows = draft.body !== undefined;
}
