/** A name or module source without the quotes around it. */
export function unquoted(text: string): string {
  return isQuoted(text) ? text.slice(1, -1) : text;
}

export function isQuoted(text: string): boolean {
  return text.length >= 2 && `"'\``.includes(text.charAt(0)) && text.endsWith(text.charAt(0));
}
