import { parseCursor, renderCursor } from "./cursor.ts";

/** Where in a long list an answer starts. */
export interface Page {
  readonly offset: number;
  /** The total the answer before told, when this one continues it. */
  readonly totalBefore?: number;
  /** The commit that the first page of a list of commits began with. */
  readonly anchor?: string;
  /** What the agent passes to get the entries from `offset` on; the total is left out where nobody knows it. */
  cursorAt(offset: number, total: number | undefined, anchor?: string): string;
}

/**
 * Opens the page a request asks for. The cursor is bound to the request: everything but
 * `cursor`, `limit` and `max_chars` has to be as it was.
 */
export function openPage(tool: string, input: Readonly<Record<string, unknown>>): Page {
  const { cursor, limit: _limit, max_chars: _maxChars, ...rest } = input;
  const request = [tool, Object.entries(rest).toSorted(byName)];
  const start = typeof cursor === "string" ? parseCursor(cursor, request) : { offset: 0 };
  return {
    ...start,
    cursorAt: (offset, total, anchor) =>
      renderCursor(
        {
          offset,
          ...(total !== undefined && { totalBefore: total }),
          ...(anchor !== undefined && { anchor }),
        },
        request,
      ),
  };
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
