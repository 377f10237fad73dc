export type RequestId = string | number;

/**
 * The id of a request of which only the beginning and the end are known. Clients write it first or last;
 * an id elsewhere, or one in doubt, is not found. Both patterns can only match at the top level: before
 * any nested value, or directly before the last closing brace, which inside of a string would be quoted.
 */
export function findRequestId(head: string, tail: string): RequestId | null {
  const id = String.raw`"id"\s*:\s*(-?\d{1,15}|"[^"\\]{0,100}")`;
  const version = String.raw`"jsonrpc"\s*:\s*"2\.0"`;
  const method = String.raw`"method"\s*:\s*"[^"\\]*"`;
  const first = new RegExp(String.raw`^\s*\{\s*(?:(?:${version}|${method})\s*,\s*)*${id}\s*,`).exec(
    head,
  );
  const last = new RegExp(String.raw`,\s*${id}\s*(?:,\s*(?:${version}|${method})\s*)*\}\s*$`).exec(
    tail,
  );
  const found = first?.[1] ?? last?.[1];
  if (found === undefined) {
    return null;
  }
  return found.startsWith('"') ? found.slice(1, -1) : Number(found);
}

/** The id of something that may be a message. */
export function idOf(value: unknown): RequestId | null {
  const id: unknown =
    typeof value === "object" && value !== null ? Reflect.get(value, "id") : undefined;
  return typeof id === "string" || typeof id === "number" ? id : null;
}
