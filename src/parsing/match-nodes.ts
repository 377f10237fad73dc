import type { Node } from "web-tree-sitter";

import { isSignificant, type PatternNode } from "./pattern-node.ts";

/** What the metavariables stand for in one match. */
export type Bindings = ReadonlyMap<string, string>;

/** More comparisons than any honest pattern needs at one place; several `$$$` in one long list can ask for them. */
const mostSteps = 100_000;

/** Goes on with the rest of a pattern once a part has matched; false makes the part try another way. */
type Then = (taken: number) => boolean;

/** Compares patterns with nodes of one text. Every way to fill the metavariables is tried, up to a limit of steps. */
export class NodeMatcher {
  readonly #text: string;
  readonly #bound = new Map<string, string>();
  #steps = 0;
  /** Whether a comparison was given up, so that a match may be missing. */
  gaveUp = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Matches patterns with the first nodes of a row of siblings. */
  matchRow(
    patterns: readonly PatternNode[],
    row: readonly Node[],
  ): { readonly bindings: Bindings; readonly taken: number } | undefined {
    this.#bound.clear();
    this.#steps = 0;
    let found: { readonly bindings: Bindings; readonly taken: number } | undefined;
    this.#matchList({ patterns, nodes: row }, 0, 0, (taken) => {
      found = { bindings: new Map(this.#bound), taken };
      return true;
    });
    return found;
  }

  #matchList(lists: Lists, pattern: number, node: number, then: Then): boolean {
    const wanted = lists.patterns[pattern];
    if (wanted === undefined) {
      return then(node);
    }
    if (wanted.variable?.many === true) {
      return this.#matchMany(lists, pattern, node, then);
    }
    const there = lists.nodes[node];
    return (
      there !== undefined &&
      this.#matchNode(wanted, there, () => this.#matchList(lists, pattern + 1, node + 1, then))
    );
  }

  /** The fewest nodes first. */
  #matchMany(lists: Lists, pattern: number, from: number, then: Then): boolean {
    const name = lists.patterns[pattern]?.variable?.name;
    for (let end = from; end <= lists.nodes.length; end += 1) {
      const text = end === from ? "" : this.#textOf(lists.nodes[from], lists.nodes[end - 1]);
      const goOn = (): boolean => this.#matchList(lists, pattern + 1, end, then);
      if (this.#step() && this.#bind(name, text, goOn)) {
        return true;
      }
    }
    return false;
  }

  #matchNode(pattern: PatternNode, node: Node, then: () => boolean): boolean {
    if (!this.#step()) {
      return false;
    }
    if (pattern.variable !== undefined) {
      return node.isNamed && this.#bind(pattern.variable.name, this.#textOf(node, node), then);
    }
    if (pattern.typeId !== node.typeId) {
      return false;
    }
    const nodes = node.children.filter(isSignificant);
    if (pattern.children.length === 0) {
      return nodes.length === 0 && this.#textOf(node, node) === pattern.text && then();
    }
    const wholeList: Then = (taken) => taken === nodes.length && then();
    return this.#matchList({ patterns: pattern.children, nodes }, 0, 0, wholeList);
  }

  /** The same name stands for the same text everywhere in a match. */
  #bind(name: string | undefined, text: string, then: () => boolean): boolean {
    if (name === undefined) {
      return then();
    }
    const earlier = this.#bound.get(name);
    if (earlier !== undefined) {
      return earlier === text && then();
    }
    this.#bound.set(name, text);
    const matched = then();
    if (!matched) {
      this.#bound.delete(name);
    }
    return matched;
  }

  #step(): boolean {
    this.#steps += 1;
    this.gaveUp ||= this.#steps > mostSteps;
    return this.#steps <= mostSteps;
  }

  #textOf(first: Node | undefined, last: Node | undefined): string {
    return first === undefined || last === undefined
      ? ""
      : this.#text.slice(first.startIndex, last.endIndex);
  }
}

interface Lists {
  readonly patterns: readonly PatternNode[];
  readonly nodes: readonly Node[];
}
