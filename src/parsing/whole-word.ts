/** Where a word begins in a text, not as a part of a longer one. Words are looked for as they are written. */
export function* wordStarts(text: string, word: string): Generator<number> {
  if (word === "") {
    return;
  }
  const startsLikeWord = partOfWord.test(word.charAt(0)) || startOfPair.test(word.charAt(0));
  const endsLikeWord = partOfWord.test(word.charAt(word.length - 1)) || endOfPair.test(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + word.length, at + word.length + 2);
    const joined =
      (startsLikeWord && wordBefore.test(before)) || (endsLikeWord && wordAfter.test(after));
    if (!joined) {
      yield at;
    }
  }
}

const partOfWord = /[\p{ID_Continue}$]/u;
const wordBefore = /[\p{ID_Continue}$]$/u;
const wordAfter = /^[\p{ID_Continue}$]/u;
const startOfPair = /[\ud800-\udbff]/;
const endOfPair = /[\udc00-\udfff]$/;
