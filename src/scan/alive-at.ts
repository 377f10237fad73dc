import { type Binding, innermost, type Stretch } from "./code-index.ts";

/** Those bindings that a later one on the same way to a place has not replaced. */
export function aliveAt(
  blocks: readonly Stretch[],
  bindings: readonly Binding[],
  place: number,
): readonly Binding[] {
  const last = bindings.findLastIndex((one) => {
    const block = innermost(blocks, one.start);
    return !one.adds && (block === undefined || (block.start <= place && place < block.end));
  });
  return bindings.slice(Math.max(last, 0));
}
