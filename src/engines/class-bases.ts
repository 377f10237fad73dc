/** Offsets of the names of a class's bases in Python, after the class's own name; of `a.b.Base[T]` that of `Base`. */
export function findBaseNames(text: string, afterName: number): readonly number[] {
  const header = headerFrom(text, afterName);
  return header.flatMap(({ start, part }) => {
    // `metaclass=Meta` and the like are no bases.
    const base = /^\s*(?:\w+\s*\.\s*)*(?<name>[^\W\d]\w*)\s*(?:\[[\s\S]*\])?\s*$/du.exec(part);
    const at = base?.indices?.groups?.["name"]?.[0];
    return at === undefined ? [] : [start + at];
  });
}

/** What stands between the parentheses, cut at the commas that are not within other brackets. */
function headerFrom(
  text: string,
  afterName: number,
): readonly { readonly start: number; readonly part: string }[] {
  // A class can have type parameters before its bases.
  const open = /^\s*(?:\[[^\]]*\]\s*)?\(/.exec(text.slice(afterName, afterName + maxHeader));
  if (open === null) {
    return [];
  }
  const parts: { start: number; part: string }[] = [];
  let start = afterName + open[0].length;
  let depth = 0;
  for (let at = start; at < text.length && at < afterName + maxHeader; at += 1) {
    const sign = text[at] ?? "";
    if (depth === 0 && (sign === "," || sign === ")")) {
      parts.push({ start, part: text.slice(start, at) });
      start = at + 1;
    }
    if (depth === 0 && sign === ")") {
      break;
    }
    depth += "([{".includes(sign) ? 1 : ")]}".includes(sign) ? -1 : 0;
  }
  return parts;
}

const maxHeader = 4000;
