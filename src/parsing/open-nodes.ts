import type { Node } from "web-tree-sitter";

/** The nodes `@members` opened, and what waits for a node to be opened because it counts only within it. */
export class OpenNodes<Waiting> {
  readonly #modifiers = new Map<number, readonly string[]>();
  readonly #waiting = new Map<number, Waiting[]>();
  readonly #freed: Waiting[] = [];

  /** The modifiers handed down to what stands in this node; undefined while it is not open. */
  modifiersOf(node: Node): readonly string[] | undefined {
    return this.#modifiers.get(node.id);
  }

  /** Of several that open the same node, one that hands something down counts. */
  open(node: Node, modifiers: readonly string[]): void {
    if (modifiers.length > 0 || !this.#modifiers.has(node.id)) {
      this.#modifiers.set(node.id, modifiers);
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
