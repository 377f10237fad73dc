import type { Hunk } from "./hunk.ts";
import type { PatchOperation } from "./parsed-patch.ts";

/** The operations of a patch that consists of single replacements. */
export class OperationList {
  readonly #operations: (PatchOperation & { readonly hunks: Hunk[] })[] = [];
  /** The hunks of the one update of each file. */
  readonly #updates = new Map<string, Hunk[]>();

  get operations(): readonly PatchOperation[] {
    return this.#operations;
  }

  /** A new file. A later update of it is an operation of its own. */
  create(path: string, patchLine: number, hunk: Hunk): void {
    const hunks = hunk.lines.length === 0 ? [] : [hunk];
    this.#operations.push({ op: "create", path, stripped: true, hunks, patchLine });
    this.#updates.delete(path);
  }

  /** One more hunk of a file. */
  update(path: string, patchLine: number, hunk: Hunk): void {
    const hunks = this.#updates.get(path);
    if (hunks !== undefined) {
      hunks.push(hunk);
      return;
    }
    const first = [hunk];
    this.#updates.set(path, first);
    this.#operations.push({ op: "update", path, stripped: true, hunks: first, patchLine });
  }
}
