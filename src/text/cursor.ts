import { ToolError } from "../errors.ts";
import { fingerprint } from "./fingerprint.ts";

/** What a cursor carries beside the fingerprint of the request it belongs to. */
export interface CursorPosition {
  readonly offset: number;
  readonly totalBefore?: number;
  /** The commit that a list of commits began with, so that new ones do not move its pages. */
  readonly anchor?: string;
}

/** An opaque text that leads back to this position of this request's list. */
export function renderCursor(position: CursorPosition, request: unknown): string {
  const { offset, totalBefore = -1, anchor } = position;
  const fields = [offset, totalBefore, fingerprint(request), ...(anchor ? [anchor] : [])];
  return Buffer.from(fields.join(" ")).toString("base64url");
}

/** The position a cursor leads to; `CURSOR_INVALID` when it is damaged or belongs to another request. */
export function parseCursor(cursor: string, request: unknown): CursorPosition {
  const found = /^(\d{1,9}) (-1|\d{1,9}) ([0-9a-z]+)(?: ([0-9a-f]{40,64}))?$/.exec(
    Buffer.from(cursor, "base64url").toString(),
  );
  if (found === null) {
    throw invalid("This cursor is damaged.");
  }
  const [, offset, totalBefore, print, anchor] = found;
  if (print !== fingerprint(request)) {
    throw invalid("This cursor belongs to a request with other arguments.");
  }
  return {
    offset: Number(offset),
    ...(totalBefore !== "-1" && { totalBefore: Number(totalBefore) }),
    ...(anchor !== undefined && { anchor }),
  };
}

function invalid(message: string): ToolError {
  const next =
    "Repeat the call it came from with exactly the same arguments and the cursor as it was answered, or leave cursor out to start over.";
  return new ToolError("CURSOR_INVALID", message, next);
}
