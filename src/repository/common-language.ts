import { languageOfPath } from "../languages/index.ts";

/** The id of the language that most of the first thousand paths are in; undefined when none is in one of ours. */
export function commonLanguage(paths: Iterable<string>): string | undefined {
  const counts = new Map<string, number>();
  let looked = 0;
  for (const path of paths) {
    const language = languageOfPath(path);
    if (language !== undefined) {
      counts.set(language.id, (counts.get(language.id) ?? 0) + 1);
      looked += 1;
    }
    if (looked === 1000) {
      break;
    }
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}
