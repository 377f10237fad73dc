import type { Sized } from "./fit.ts";

/**
 * Several texts, one below the other. To get shorter, all are held to the same detail, so that small ones
 * stay whole; then they are dropped from the end, which `renderDropped` says.
 */
export function sizedAll(
  texts: readonly Sized<string>[],
  renderDropped: (first: number) => string,
): Sized<string> {
  const mostDetail = Math.max(0, ...texts.map(({ most }) => most));
  return {
    most: texts.length + mostDetail,
    at(detail) {
      const count = Math.min(detail, texts.length);
      const shown = texts
        .slice(0, count)
        .map((text) => text.at(Math.min(text.most, detail - count)));
      return (count < texts.length ? [...shown, renderDropped(count)] : shown).join("\n\n");
    },
  };
}
