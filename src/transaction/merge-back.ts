import { decodeText, type Encoding } from "../workspace/decode-text.ts";
import { encodeText } from "../workspace/encode-text.ts";
import { type LineRange, mergeLines } from "./merge-lines.ts";

/** What a file held before an edit and after it, and what it holds now. */
export interface Versions {
  readonly before: Buffer;
  readonly after: Buffer;
  readonly now: Buffer;
}

/**
 * Takes an edit back in a text that was changed since, where the lines that the edit changed are as it left them.
 * @returns the new bytes, or why it cannot be done; that follows the file's path in a sentence
 */
export function mergeBack(versions: Versions): Buffer | string {
  const encoding = findEncoding(versions);
  if (encoding === undefined) {
    return "was changed since, and is no text of one encoding";
  }
  const merged = mergeLines(
    linesOf(versions.after, encoding),
    linesOf(versions.now, encoding),
    linesOf(versions.before, encoding),
  );
  if (merged.kind === "clash") {
    return `was changed since where the edit had changed it, ${describe(merged.places)}`;
  }
  return encodeText(merged.lines.join(""), encoding);
}

/** That of all versions, in which nothing of them is lost. */
function findEncoding({ before, after, now }: Versions): Encoding | undefined {
  const [first, ...others] = [before, after, now].map(encodingOf);
  return others.every((other) => other === first) ? first : undefined;
}

function encodingOf(bytes: Buffer): Encoding | undefined {
  const decoded = decodeText(bytes);
  return decoded.kind === "text" && encodeText(decoded.text, decoded.encoding).equals(bytes)
    ? decoded.encoding
    : undefined;
}

/** Each with its line feed, which the last one may lack. */
function linesOf(bytes: Buffer, encoding: Encoding): readonly string[] {
  const decoded = decodeText(bytes);
  return decoded.kind === "text" && decoded.encoding === encoding
    ? (decoded.text.match(/[^\n]*\n|[^\n]+$/gu) ?? [])
    : [];
}

function describe(places: readonly LineRange[]): string {
  const shown = places
    .slice(0, maxShown)
    .map(({ line, endLine }) => (line === endLine ? String(line) : `${line}-${endLine}`));
  const more = places.length - shown.length;
  const are = places.length === 1 && places[0]?.line === places[0]?.endLine ? "line" : "lines";
  return `now ${are} ${shown.join(", ")}${more > 0 ? ` and ${more} more places` : ""}`;
}

const maxShown = 10;
