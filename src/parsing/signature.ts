import type { PlacedDefinition } from "./place-definitions.ts";

const longestSignature = 300;

/** The definition's head on one line: without decorators and body, white space folded. */
export function signatureOf(
  { found, start, end, nameEnd, lead, decorators }: PlacedDefinition,
  text: string,
): string {
  const stop = headEnd(found, end, text);
  let head = lead;
  let at = start;
  for (const [from, to] of decorators) {
    head += `${text.slice(at, from)} `;
    at = to;
  }
  // Twice the length leaves room for the white space that is folded; a minified body is not worth more.
  head += text.slice(at, Math.min(Math.max(stop, nameEnd), at + 2 * longestSignature));
  const folded = head
    .replace(/\s+/gu, " ")
    .replace(/([([]) /gu, "$1")
    .replace(/,? ([)\]])/gu, "$1")
    .replace(/[\s=;,]+$/u, "")
    .trim();
  return folded.length <= longestSignature ? folded : `${folded.slice(0, longestSignature - 1)}…`;
}

function headEnd(
  { kind, body, value }: PlacedDefinition["found"],
  end: number,
  text: string,
): number {
  if (body !== undefined) {
    return body.startIndex;
  }
  const isData = kind === "constant" || kind === "variable" || kind === "property";
  if (
    isData &&
    value !== undefined &&
    text.slice(value.startIndex, value.endIndex).includes("\n")
  ) {
    return value.startIndex;
  }
  return end;
}
