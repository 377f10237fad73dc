import type { Replacement } from "../matching/placement.ts";
import type { Encoding } from "../workspace/decode-text.ts";
import { encodeText } from "../workspace/encode-text.ts";
import type { CutText } from "./cut-lines.ts";

export interface EncodedChange {
  readonly before: Buffer;
  readonly after: Buffer;
  readonly encoding: Encoding;
}

/**
 * Makes sure that the bytes before the first and after the last replaced line are the old ones, and that no line is
 * replaced twice. A line ending at the very end may have come or gone.
 *
 * @throws Error otherwise, which would be a defect of ours
 */
export function assertUntouched(
  { before, after, encoding }: EncodedChange,
  { text, starts }: CutText,
  replacements: readonly Replacement[],
): void {
  const first = replacements[0];
  const last = replacements.at(-1);
  const changedFrom = starts[first?.at ?? starts.length - 1] ?? text.length;
  const changedTo = starts[(last?.at ?? starts.length) + (last?.remove ?? 0)] ?? text.length;
  const head = bytesIn(text.slice(0, changedFrom), encoding);
  const tail = before.length - bytesIn(text.slice(0, changedTo), encoding);
  const rest = before.subarray(before.length - tail);
  const same =
    first === undefined
      ? withoutEnding(before).equals(withoutEnding(after))
      : (before.subarray(0, head).equals(after.subarray(0, head)) ||
          (tail === 0 && isCutAtEnding(before.subarray(0, head), after))) &&
        (after.subarray(Math.max(0, after.length - tail)).equals(rest) || endsAlike(rest, after));
  const areApart = replacements.every(
    ({ at, remove }, index) => at + remove <= (replacements[index + 1]?.at ?? Infinity),
  );
  if (!same || !areApart) {
    throw new Error("Planning a patch touched bytes outside of its lines.");
  }
}

/** Whether nothing but the line ending of what comes before the change is missing, all after it being gone. */
function isCutAtEnding(head: Buffer, after: Buffer): boolean {
  return after.equals(head.subarray(0, after.length)) && withoutEnding(head).length <= after.length;
}

/** Whether both end alike but for a line ending. */
function endsAlike(rest: Buffer, after: Buffer): boolean {
  const [a, b] = [withoutEnding(rest), withoutEnding(after)];
  return b.subarray(Math.max(0, b.length - a.length)).equals(a);
}

function withoutEnding(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && endingBytes.has(bytes[end - 1] ?? -1)) {
    end -= 1;
  }
  return bytes.subarray(0, end);
}

const endingBytes: ReadonlySet<number> = new Set([0, 0x0a, 0x0d]);

/** How many bytes the beginning of a text has, its byte order mark included. */
function bytesIn(beginning: string, encoding: Encoding): number {
  return encoding === "utf-8" || encoding === "utf-8-bom"
    ? Buffer.byteLength(beginning) + (encoding === "utf-8" ? 0 : 3)
    : encodeText(beginning, encoding).length;
}
