/**
 * TypeScript that tree-sitter-typescript 0.23 does not know, blanked out at the same length: variance
 * (`<in out T>`), type arguments of a tagged template, and backticks in template literal types.
 */
export function repairTypeWords(text: string): string {
  return text
    .replaceAll("\\`", "__")
    .replace(variance, (_, before: string, words: string) => before + blank(words))
    .replace(taggedTypes, (_, before: string, types: string) => before + blank(types));
}

// Two names in a row stand in no expression, so this is a type parameter; `out as T` and `x /* … */ in y` are.
const variance =
  /((?:[<,]\s*(?:const\s+)?)|(?:\*\/\s*(?=(?:in\s+)?out)))((?:in\s+out|in|out)(?=\s+(?!(?:as|extends|in|instanceof|satisfies)\b)[\w$]))/gu;
const taggedTypes = /([\w$])(<(?:[^<>`]|=>|<[^<>`]*>)*>)(?=\s*`)/gu;

function blank(text: string): string {
  return text.replace(/\S/gu, " ");
}
