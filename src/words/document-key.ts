/**
 * Names a document of the index by what its words depend on: its bytes and the lexicon that read them.
 * @param blob git's blob id of the bytes
 * @param family the lexicon's family
 */
export function documentKey(blob: string, family: string): string {
  return `${blob}:${family}`;
}
