/** Without blanks at the end. Loops, because a regular expression is quadratic in long runs of blanks. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isBlankCode(text.charCodeAt(end - 1))) {
    end -= 1;
  }
  return end === text.length ? text : text.slice(0, end);
}

/** The blanks a line begins with; all of it, when it is blank. */
export function indentOf(text: string): string {
  let end = 0;
  while (end < text.length && isBlankCode(text.charCodeAt(end))) {
    end += 1;
  }
  return text.slice(0, end);
}

/** Without blanks at either end. */
export function strip(text: string): string {
  const trimmed = trimEnd(text);
  return trimmed.slice(indentOf(trimmed).length);
}

export function isBlank(text: string): boolean {
  return indentOf(text).length === text.length;
}

/** Whether there is more to recognise a place by than brackets and blanks. */
export function hasSubstance(lines: readonly string[]): boolean {
  return lines.some((line) => /[\p{L}\p{N}]/u.test(line));
}

/** Space, tab, carriage return: ASCII, so that it holds for text of unknown encoding as well. */
function isBlankCode(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}
