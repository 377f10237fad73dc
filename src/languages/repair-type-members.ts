/**
 * Puts a semicolon for the line end between members of a type where tree-sitter-typescript 0.23 would read on: before
 * a line that begins with `<`, `(`, `[` or `in`. Code that goes on in such a line is not written by people who rely
 * on line ends, nor by formatters.
 */
export function repairTypeMembers(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(memberStart)) {
    const end = endOfCode(text, index);
    if (
      end >= from &&
      /\s/u.test(text.charAt(end)) &&
      endsMember(text.slice(Math.max(0, end - 12), end))
    ) {
      parts.push(text.slice(from, end), ";");
      from = end + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.join("");
}

const memberStart = /\n[ \t]*(?=[<([]|in\??:)/gu;

/** The end of the last line before `index` that is neither blank nor a comment; -1 without one, or with a comment behind it. */
function endOfCode(text: string, index: number): number {
  // A search from below zero would find a line end at zero.
  for (let end = index; end > 0;) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end).trim();
    if (line !== "" && !/^(?:\/\/|\/\*|\*)/u.test(line)) {
      return line.includes("//") ? -1 : start + text.slice(start, end).trimEnd().length;
    }
    end = start - 1;
  }
  return -1;
}

function endsMember(before: string): boolean {
  return /[\w$>)\]}"'`]$/u.test(before) && !goesOn.test(before);
}

const goesOn =
  /(?:=>|\b(?:extends|return|keyof|typeof|new|is|infer|as|case|yield|await|else|in|of))$/u;
