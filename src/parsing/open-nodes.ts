import type { Node } from "web-tree-sitter";

/** What an opened node hands down to the definitions in it. */
export interface HandedDown {
  readonly modifiers: readonly string[];
  /** The statement they all stand in (`const { a, b } = c`). */
  readonly outer: Node | undefined;
}

/** The nodes `@members` opened, and what waits for a node to be opened because it counts only within it. */
export class OpenNodes<Waiting> {
  readonly #open = new Map<number, HandedDown>();
  readonly #waiting = new Map<number, Waiting[]>();
  readonly #freed: Waiting[] = [];

  /** What is handed down to what stands in this node; undefined while it is not open. */
  find(node: Node): HandedDown | undefined {
    return this.#open.get(node.id);
  }

  /** Of several that open the same node, one that hands something down counts. */
  open(node: Node, down: HandedDown): void {
    if (down.modifiers.length > 0 || !this.#open.has(node.id)) {
      this.#open.set(node.id, down);
    }
    this.#freed.push(...(this.#waiting.get(node.id) ?? []));
    this.#waiting.delete(node.id);
  }

  wait(node: Node, item: Waiting): void {
    const others = this.#waiting.get(node.id);
    if (others === undefined) {
      this.#waiting.set(node.id, [item]);
    } else {
      others.push(item);
    }
  }

  /** One of those whose node has been opened since. */
  takeFreed(): Waiting | undefined {
    return this.#freed.pop();
  }
}
