import { ToolError } from "../errors.ts";
import { fingerprint } from "./fingerprint.ts";

/** What a cursor carries beside the fingerprint of the request it belongs to. */
export interface CursorPosition {
  readonly offset: number;
  readonly totalBefore?: number;
}

/** An opaque text that leads back to this position of this request's list. */
export function renderCursor(position: CursorPosition, request: unknown): string {
  const fields = [position.offset, position.totalBefore ?? -1, fingerprint(request)];
  return Buffer.from(fields.join(" ")).toString("base64url");
}

/** The position a cursor leads to; `CURSOR_INVALID` when it is damaged or belongs to another request. */
export function parseCursor(cursor: string, request: unknown): CursorPosition {
  const found = /^(\d{1,9}) (-1|\d{1,9}) ([0-9a-z]+)$/.exec(
    Buffer.from(cursor, "base64url").toString(),
  );
  if (found === null) {
    throw invalid("This cursor is damaged.");
  }
  const [, offset, totalBefore, print] = found;
  if (print !== fingerprint(request)) {
    throw invalid("This cursor belongs to a request with other arguments.");
  }
  return totalBefore === "-1"
    ? { offset: Number(offset) }
    : { offset: Number(offset), totalBefore: Number(totalBefore) };
}

function invalid(message: string): ToolError {
  const next =
    "Repeat the call it came from with exactly the same arguments and the cursor as it was answered, or leave cursor out to start over.";
  return new ToolError("CURSOR_INVALID", message, next);
}
