/** What failures have in common that differ in values alone: quoted text, numbers, paths, times and identifiers are blanked. */
export function messageKey(type: string | undefined, message: string): string {
  const text = message
    .slice(0, maxChars)
    .replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n]|\\.)*`|“[^”\n]*”/gu, "“”")
    .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?/gu, "#")
    .replaceAll(/(?:[A-Za-z]:)?(?:[\w.@+-]*[/\\])+[\w.@+-]+/gu, "/")
    .replaceAll(
      /0x[\da-f]+|\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b|\b(?=[a-f]*\d)[\da-f]{7,64}\b/giu,
      "#",
    )
    .replaceAll(/[-+]?\d[\d_,.]*(?:e[-+]?\d+)?/giu, "#")
    .replaceAll(/\s+/gu, " ");
  return `${type ?? ""}: ${text.trim()}`;
}

/** Longer messages differ in data. */
const maxChars = 1000;
