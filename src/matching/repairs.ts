import type { HunkLine } from "../formats/hunk.ts";
import { isBlank } from "./blanks.ts";

/** Undoes one kind of damage in all lines of a hunk. Undefined unless every line agrees that it was done. */
export interface Repair {
  readonly how: string;
  readonly changesBackslashes: boolean;
  readonly repair: (lines: readonly HunkLine[]) => readonly HunkLine[] | undefined;
}

/** A hunk that adds lines only is never repaired so: it may mean its signs. */
export const doubledSigns = "doubled signs removed";

export const repairs: readonly Repair[] = [
  ...[/^ *(\d+)\t/u, /^ *(\d+)→/u, /^ *(\d+) ?[:|](?: |$)/u, /^ *(\d+)[:|]/u].map((prefix) => ({
    how: "line numbers removed",
    changesBackslashes: false,
    repair: (lines: readonly HunkLine[]) => withoutNumbers(lines, prefix),
  })),
  { how: doubledSigns, changesBackslashes: false, repair: withoutDoubledSigns },
  { how: "backslashes removed", changesBackslashes: true, repair: unescaped },
  { how: "tabs unescaped", changesBackslashes: true, repair: withTabs },
  { how: "entities decoded", changesBackslashes: false, repair: decoded },
];

/** Numbers copied from a listing: on every old line, one more from line to line. Added lines may have one or none. */
function withoutNumbers(
  lines: readonly HunkLine[],
  prefix: RegExp,
): readonly HunkLine[] | undefined {
  let expected: number | undefined;
  const repaired: HunkLine[] = [];
  for (const line of lines) {
    const match = prefix.exec(line.text);
    if (line.kind !== "add") {
      const number = Number(match?.[1]);
      if (match === null || (expected !== undefined && number !== expected)) {
        return undefined;
      }
      expected = number + 1;
    }
    repaired.push({ ...line, text: line.text.slice(match?.[0].length ?? 0) });
  }
  return repaired;
}

/** `--old` and `++new`, with `  context` or ` context`. */
function withoutDoubledSigns(lines: readonly HunkLine[]): readonly HunkLine[] | undefined {
  const context = lines.filter(({ kind }) => kind === "context");
  const blankDoubled = context.every(({ text }) => text === "" || text.startsWith(" "));
  const signed = lines.filter(({ kind }) => kind !== "context");
  if (
    !signed.some(({ kind }) => kind === "remove") ||
    !signed.every(({ kind, text }) => text.startsWith(kind === "add" ? "+" : "-"))
  ) {
    return undefined;
  }
  return lines.map((line) =>
    line.kind === "context" && !blankDoubled ? line : { ...line, text: line.text.slice(1) },
  );
}

/** Quotes and backslashes escaped once too often: then no line has a bare one. */
function unescaped(lines: readonly HunkLine[]): readonly HunkLine[] | undefined {
  const quotes = new Set(
    lines.flatMap(({ text }) => [...text.matchAll(/\\(["'`])/gu)].map(([, quote]) => quote)),
  );
  const escaped = quotes.size > 0 || lines.some(({ text }) => text.includes("\\\\"));
  const isWhole = lines.every(({ text }) => {
    const bare = text.replaceAll(/\\[\\"'`]/gu, "");
    return !bare.includes("\\") && [...quotes].every((quote) => !bare.includes(quote ?? ""));
  });
  return escaped && isWhole
    ? rewritten(lines, (text) => text.replaceAll(/\\([\\"'`])/gu, "$1"))
    : undefined;
}

/** Indentation written as `\t`. */
function withTabs(lines: readonly HunkLine[]): readonly HunkLine[] | undefined {
  const indented = lines.every(({ text }) => isBlank(text) || /^(?:\\t)*[^\s\\]/u.test(text));
  return indented
    ? rewritten(lines, (text) => text.replace(/^(?:\\t)+/u, (tabs) => "\t".repeat(tabs.length / 2)))
    : undefined;
}

/** `&lt;` for `<`: then no line has a bare one. */
function decoded(lines: readonly HunkLine[]): readonly HunkLine[] | undefined {
  const isWhole = lines.every(
    ({ text }) => !/[<>]/u.test(text) && !text.replaceAll(entity, "").includes("&"),
  );
  return isWhole
    ? rewritten(lines, (text) => text.replaceAll(entity, (name) => characters[name] ?? name))
    : undefined;
}

const entity = /&(?:amp|lt|gt|quot|apos|#39|#x27);/gu;
const characters: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&#39;": "'",
  "&#x27;": "'",
};

/** Undefined if that makes no difference to an old line. */
function rewritten(
  lines: readonly HunkLine[],
  rewrite: (text: string) => string,
): readonly HunkLine[] | undefined {
  const repaired = lines.map((line) => ({ ...line, text: rewrite(line.text) }));
  const differs = lines.some(({ kind, text }, at) => kind !== "add" && text !== repaired[at]?.text);
  return differs ? repaired : undefined;
}
