/** A line of V4A that begins with three stars. Paths are as written, without quotes around them. */
export type V4aMarker =
  | { readonly kind: "begin" | "end" | "end-of-file" | "environment" }
  | { readonly kind: "create" | "update" | "delete" | "move"; readonly path: string };

/**
 * What a line without blanks in front says; undefined when it is no marker. Case does not matter, and stars behind are
 * a habit of some models.
 */
export function findMarker(line: string): V4aMarker | undefined {
  if (!line.startsWith("***")) {
    return undefined;
  }
  const text = withoutStars(line.trimEnd());
  const named = operation.exec(text);
  if (named !== null) {
    const [, name = "", path = ""] = named;
    return { kind: kinds[name.toLowerCase()] ?? "update", path: withoutQuotes(path.trim()) };
  }
  const lower = text.length > longestBare ? "" : text.toLowerCase();
  return text.startsWith("*** Environment ID:") ? { kind: "environment" } : bare.get(lower);
}

/** `*** Frobnicate File: x`: meant as a marker, but none of ours. */
export function isUnknownOperation(line: string): boolean {
  return unknown.test(line);
}

const operation = /^\*\*\* (add file|update file|delete file|move to):(.*)$/is;
const unknown = /^\*\*\* ?[a-z]+ (?:file|to) ?:/i;

const kinds: Readonly<Record<string, "create" | "update" | "delete" | "move">> = {
  "add file": "create",
  "update file": "update",
  "delete file": "delete",
  "move to": "move",
};

const bare: ReadonlyMap<string, V4aMarker> = new Map([
  ["*** begin patch", { kind: "begin" }],
  ["*** end patch", { kind: "end" }],
  ["*** end of file", { kind: "end-of-file" }],
]);

const longestBare = 15;

function withoutStars(line: string): string {
  return line.endsWith(" ***") ? line.slice(0, -4).trimEnd() : line;
}

function withoutQuotes(path: string): string {
  const mark = path[0];
  return path.length > 2 && (mark === '"' || mark === "`") && path.endsWith(mark)
    ? path.slice(1, -1)
    : path;
}
