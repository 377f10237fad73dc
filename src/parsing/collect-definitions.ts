import { LinkCollector } from "./collect-links.ts";
import {
  addToDraft,
  type DefinitionDraft,
  emptyDraft,
  fieldOf,
  type MatchSays,
} from "./definition-draft.ts";
import type { Found } from "./found.ts";
import type { Grammar } from "./grammar.ts";
import { type HandedDown, OpenNodes } from "./open-nodes.ts";
import type { PatternRule } from "./pattern-rules.ts";
import type { MatchParts } from "./read-match.ts";

/** Gathers definitions from matches: what several patterns say of one name becomes one definition. */
export class DefinitionCollector {
  readonly #grammar: Grammar;
  readonly #text: string;
  /** By the id of the name's node. */
  readonly #drafts = new Map<number, DefinitionDraft>();
  readonly #open = new OpenNodes<Match>();
  readonly #links = new LinkCollector();

  constructor(grammar: Grammar, text: string) {
    this.#grammar = grammar;
    this.#text = text;
  }

  /** A match that counts only within a node waits until that node is opened, if ever. */
  add(parts: MatchParts, rule: PatternRule, pattern: number): void {
    let match: Match | undefined = { parts, rule, pattern };
    while (match !== undefined) {
      const within = match.parts.single.get("within");
      const handedDown = within === undefined ? nothing : this.#open.find(within);
      if (handedDown !== undefined) {
        this.#take(match, handedDown);
      } else if (within !== undefined) {
        this.#open.wait(within, match);
      }
      match = this.#open.takeFreed();
    }
  }

  finish(): Pick<Found, "definitions" | "links" | "shared"> {
    const drafts = [...this.#drafts.values()];
    // `const Cart = class Basket {}` is one class, called Cart: the value's own definition is left out.
    const borrowed = new Set(
      drafts.flatMap(({ body, borrows }) => (borrows && body ? [body.id] : [])),
    );
    const definitions = drafts.flatMap((draft) => {
      const { kind, node, body, borrows } = draft;
      const hidden = !borrows && body !== undefined && borrowed.has(body.id);
      return kind === undefined || node === undefined || hidden ? [] : [{ ...draft, kind, node }];
    });
    return { definitions, ...this.#links.finish() };
  }

  #take({ parts, rule, pattern }: Match, down: HandedDown): void {
    const own = parts.modifiers.map((node) => this.#text.slice(node.startIndex, node.endIndex));
    const modifiers = own.length === 0 ? down.modifiers : [...down.modifiers, ...own];
    const outer = parts.single.get("outer") ?? down.outer;
    for (const node of parts.members) {
      this.#open.open(node, { modifiers, outer });
    }
    this.#links.add(parts, outer, modifiers);
    if (parts.definition !== undefined || parts.single.has("name")) {
      this.#addDraft({ parts, rule, pattern, modifiers, outer });
    }
  }

  #addDraft(says: MatchSays): void {
    const { definition: node, single } = says.parts;
    const name = single.get("name") ?? fieldOf(node, this.#grammar.fields.name);
    if (name === undefined || says.rule.unless.has(single.get("value")?.type ?? "")) {
      return;
    }
    const draft = this.#drafts.get(name.id) ?? emptyDraft(name);
    this.#drafts.set(name.id, draft);
    addToDraft(draft, says, this.#grammar, this.#text);
    const opened = says.rule.opens === undefined ? null : node?.childForFieldName(says.rule.opens);
    for (const inside of [draft.value, opened]) {
      if (inside !== undefined && inside !== null) {
        this.#open.open(inside, nothing);
      }
    }
  }
}

interface Match {
  readonly parts: MatchParts;
  readonly rule: PatternRule;
  readonly pattern: number;
}

const nothing: HandedDown = { modifiers: [], outer: undefined };
