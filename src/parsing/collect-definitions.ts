import type { Node } from "web-tree-sitter";

import type { SymbolKind } from "../languages/language.ts";
import type { FoundDefinition, FoundLink, Found } from "./found.ts";
import type { Grammar } from "./grammar.ts";
import type { PatternRule } from "./pattern-rules.ts";
import type { MatchParts } from "./read-match.ts";

/** Gathers definitions from matches: what several patterns say of one name becomes one definition. */
export class DefinitionCollector {
  readonly #grammar: Grammar;
  readonly #text: string;
  /** By the id of the name's node. */
  readonly #drafts = new Map<number, Draft>();
  /** Node ids that `@members` opened, with the modifiers handed down. */
  readonly #open = new Map<number, readonly string[]>();
  /** Matches by the id of the node they wait for. */
  readonly #waiting = new Map<number, Match[]>();
  readonly #justOpened: number[] = [];
  readonly #links = new Map<number, FoundLink[]>();
  /** Id of an outer node → id of the first node in it. */
  readonly #firstInside = new Map<number, number>();
  readonly #shared = new Set<number>();

  constructor(grammar: Grammar, text: string) {
    this.#grammar = grammar;
    this.#text = text;
  }

  /** A match that counts only within a node waits until that node is opened, if ever. */
  add(parts: MatchParts, rule: PatternRule, pattern: number): void {
    const within = parts.single.get("within");
    const handedDown = within === undefined ? none : this.#open.get(within.id);
    const match = { parts, rule, pattern };
    if (handedDown !== undefined) {
      this.#take(match, handedDown);
    } else if (within !== undefined) {
      const waiting = this.#waiting.get(within.id);
      if (waiting === undefined) {
        this.#waiting.set(within.id, [match]);
      } else {
        waiting.push(match);
      }
    }
    for (let id = this.#justOpened.pop(); id !== undefined; id = this.#justOpened.pop()) {
      for (const freed of this.#waiting.get(id) ?? []) {
        this.#take(freed, this.#open.get(id) ?? none);
      }
      this.#waiting.delete(id);
    }
  }

  finish(): Pick<Found, "definitions" | "links" | "shared"> {
    const drafts = [...this.#drafts.values()];
    // `const Cart = class Basket {}` is one class, called Cart: the value's own definition is left out.
    const borrowed = new Set(
      drafts.flatMap(({ body, borrows }) => (borrows && body !== undefined ? [body.id] : [])),
    );
    const definitions = drafts.flatMap((draft) => {
      const { kind, node, body, borrows } = draft;
      const hidden = !borrows && body !== undefined && borrowed.has(body.id);
      return kind === undefined || node === undefined || hidden ? [] : [{ ...draft, kind, node }];
    });
    return { definitions, links: this.#links, shared: this.#shared };
  }

  #take({ parts, rule, pattern }: Match, handedDown: readonly string[]): void {
    const own = parts.modifiers.map((node) => this.#text.slice(node.startIndex, node.endIndex));
    const modifiers = handedDown.length + own.length === 0 ? none : [...handedDown, ...own];
    for (const node of parts.members) {
      this.#openNode(node, modifiers);
    }
    this.#addLink(parts, modifiers);
    if (parts.definition !== undefined || parts.single.has("name")) {
      this.#addDraft(parts, { rule, pattern, modifiers });
    }
  }

  #openNode(node: Node, modifiers: readonly string[]): void {
    const earlier = this.#open.get(node.id);
    this.#open.set(node.id, earlier === undefined || modifiers.length > 0 ? modifiers : earlier);
    if (this.#waiting.has(node.id)) {
      this.#justOpened.push(node.id);
    }
  }

  #addLink({ single, members, definition }: MatchParts, modifiers: readonly string[]): void {
    const outer = single.get("outer");
    const inner = single.get("inner");
    if (inner !== undefined) {
      const links = this.#links.get(inner.id);
      const link = { outer, modifiers };
      if (links === undefined) {
        this.#links.set(inner.id, [link]);
      } else {
        links.push(link);
      }
    }
    const inside = definition ?? inner ?? members[0];
    if (outer !== undefined && inside !== undefined) {
      const first = this.#firstInside.get(outer.id) ?? inside.id;
      this.#firstInside.set(outer.id, first);
      if (first !== inside.id) {
        this.#shared.add(outer.id);
      }
    }
  }

  #addDraft(parts: MatchParts, { rule, pattern, modifiers }: PatternSays): void {
    const { definition: node, kind, single } = parts;
    const name = single.get("name") ?? this.#field(node, this.#grammar.fields.name);
    const given = single.get("value");
    if (name === undefined || (given !== undefined && rule.unless.has(given.type))) {
      return;
    }
    const draft = this.#drafts.get(name.id) ?? emptyDraft(name);
    this.#drafts.set(name.id, draft);
    draft.body ??= single.get("body");
    draft.doc ??= single.get("doc");
    draft.owner ??= single.get("owner");
    draft.modifiers = draft.modifiers.length === 0 ? modifiers : [...draft.modifiers, ...modifiers];
    if (node === undefined || kind === undefined || pattern < draft.pattern) {
      return;
    }
    draft.pattern = pattern;
    draft.node = node;
    draft.outer = single.get("outer");
    draft.containerKind = rule.container;
    draft.onlyContainer = rule.onlyContainer;
    draft.kind = this.#kindByName(node, name, rule) ?? kind;
    draft.body ??= this.#field(node, this.#grammar.fields.body);
    if (draft.body === undefined || draft.borrows) {
      this.#addValue(draft, given ?? this.#field(node, this.#grammar.fields.value), rule);
    }
    const opened = rule.opens === undefined ? null : node.childForFieldName(rule.opens);
    if (opened !== null) {
      this.#openNode(opened, none);
    }
  }

  /** `get` before a name makes an accessor; `constructor` is one by its name. */
  #kindByName(node: Node, name: Node, { introduced, named }: PatternRule): SymbolKind | undefined {
    if (introduced.size > 0) {
      const word = lastWord.exec(this.#text.slice(node.startIndex, name.startIndex))?.[0];
      const kind = word === undefined ? undefined : introduced.get(word);
      if (kind !== undefined) {
        return kind;
      }
    }
    return named.size > 0 ? named.get(this.#text.slice(name.startIndex, name.endIndex)) : undefined;
  }

  #addValue(draft: Draft, captured: Node | undefined, rule: PatternRule): void {
    let value = captured;
    while (value !== undefined && rule.through.has(value.type)) {
      value = value.firstNamedChild ?? undefined;
    }
    draft.value = value;
    if (value === undefined) {
      return;
    }
    this.#openNode(value, none);
    draft.kind = rule.becomes.get(value.type) ?? draft.kind;
    draft.body ??= this.#field(value, this.#grammar.fields.body);
    draft.borrows = draft.body !== undefined;
  }

  #field(node: Node | undefined, field: number | null): Node | undefined {
    return field === null ? undefined : (node?.childForFieldId(field) ?? undefined);
  }
}

const lastWord = /\w+(?=\s*$)/u;

interface Match {
  readonly parts: MatchParts;
  readonly rule: PatternRule;
  readonly pattern: number;
}

interface PatternSays {
  readonly rule: PatternRule;
  readonly pattern: number;
  readonly modifiers: readonly string[];
}

/** A definition in the making. */
type Draft = { -readonly [Key in keyof FoundDefinition]: FoundDefinition[Key] | undefined } & {
  readonly name: Node;
  modifiers: readonly string[];
  kind: SymbolKind | undefined;
  onlyContainer: boolean;
  /** The last pattern that gave it a kind. */
  pattern: number;
  /** Whether the body belongs to the value and not to the definition itself. */
  borrows: boolean;
};

function emptyDraft(name: Node): Draft {
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
    modifiers: none,
    pattern: -1,
    borrows: false,
  };
}

const none: readonly string[] = [];
