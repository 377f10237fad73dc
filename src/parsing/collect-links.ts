import type { Node } from "web-tree-sitter";

import type { Found, FoundLink } from "./found.ts";
import type { MatchParts } from "./read-match.ts";

/** Gathers what stands around definitions: `@outer` in their own patterns, `@inner` with `@outer` in others. */
export class LinkCollector {
  readonly #links = new Map<number, FoundLink[]>();
  /** Id of an outer node → id of the first node in it. */
  readonly #firstInside = new Map<number, number>();
  readonly #shared = new Set<number>();

  add(
    { single, members, definition }: MatchParts,
    outer: Node | undefined,
    modifiers: readonly string[],
  ): void {
    const inner = single.get("inner");
    if (inner !== undefined) {
      this.#links.set(inner.id, [...(this.#links.get(inner.id) ?? []), { outer, modifiers }]);
    }
    const inside = definition ?? inner ?? members[0];
    if (outer !== undefined && inside !== undefined) {
      this.#holdTogether(outer, inside);
    }
  }

  finish(): Pick<Found, "links" | "shared"> {
    return { links: this.#links, shared: this.#shared };
  }

  #holdTogether(outer: Node, inside: Node): void {
    const first = this.#firstInside.get(outer.id) ?? inside.id;
    this.#firstInside.set(outer.id, first);
    if (first !== inside.id) {
      this.#shared.add(outer.id);
    }
  }
}
