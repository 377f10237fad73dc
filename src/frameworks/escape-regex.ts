/** A regular expression's source that matches this text and nothing else. `RegExp.escape` needs Node 24. */
export function escapeRegex(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
