/** The notation of a configuration file, as far as setting one value in it goes. Texts are without a byte order mark. */
export interface ConfigFormat {
  /** The whole configuration; an empty text is an empty one. @throws SyntaxError that says where it is wrong */
  parse(text: string): Readonly<Record<string, unknown>>;
  /**
   * The text with this value set and every other byte as it was.
   *
   * @param path names from the outermost map on; the map that a new value goes into may be missing
   */
  set(text: string, path: readonly string[], value: unknown): string;
  /** The text without this value. */
  drop(text: string, path: readonly string[]): string;
}

/** What a line of this text ends with. */
export function lineEndOf(text: string): "\r\n" | "\n" {
  return /\r?\n/u.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n";
}

export type Values = Readonly<Record<string, unknown>>;

export function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
