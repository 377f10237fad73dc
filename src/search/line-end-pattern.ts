/**
 * The source of a regular expression whose `^` and `$` do not match between the two characters of a CRLF, where
 * JavaScript sees an empty line.
 */
export function keepLineEndsWhole(source: string): string {
  let result = "";
  let inClass = false;
  for (let index = 0; index < source.length; index += 1) {
    const sign = source[index] ?? "";
    if (sign === "\\") {
      result += sign + (source[index + 1] ?? "");
      index += 1;
    } else {
      inClass = sign === "[" || (inClass && sign !== "]");
      result += inClass ? sign : (anchors.get(sign) ?? sign);
    }
  }
  return result;
}

const anchors: ReadonlyMap<string, string> = new Map([
  ["^", "(?:^(?!(?<=\\r)\\n))"],
  ["$", "(?:$(?<!\\r(?=\\n)))"],
]);
