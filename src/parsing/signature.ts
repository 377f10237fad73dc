import type { LineTable } from "./line-table.ts";
import type { PlacedDefinition } from "./place-definitions.ts";

const longestSignature = 300;

/** Room for the white space that is folded; a minified body is not worth more. */
const longestPart = 2 * longestSignature;

/** The definition's head on one line: without decorators and body, white space folded. */
export function signatureOf(
  { found, start, end, nameEnd, lead, decorators }: PlacedDefinition,
  { text, lines }: { readonly text: string; readonly lines: LineTable },
): string {
  const stop = Math.max(headEnd(found, end, lines), nameEnd);
  let head = lead;
  let at = start;
  for (const [from, to] of decorators) {
    head += head.length < longestPart ? `${text.slice(at, Math.min(from, at + longestPart))} ` : "";
    at = to;
  }
  head += text.slice(at, Math.min(stop, at + longestPart));
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
  lines: LineTable,
): number {
  if (body !== undefined) {
    return body.startIndex;
  }
  const isData = kind === "constant" || kind === "variable" || kind === "property";
  const isLong =
    value !== undefined && lines.rowOf(value.startIndex) !== lines.rowOf(value.endIndex);
  return isData && isLong ? value.startIndex : end;
}
