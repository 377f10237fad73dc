import { cSharp } from "./c-sharp.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import type { Language } from "./language.ts";
import { python } from "./python.ts";
import { rust } from "./rust.ts";
import { tsx } from "./tsx.ts";
import { typescript } from "./typescript.ts";

/** Every language there is. A test fails when a query or a fixture is missing. */
export const languages: readonly Language[] = [
  typescript,
  tsx,
  javascript,
  python,
  go,
  rust,
  java,
  cSharp,
];

/** The language of a file by its name, undefined when none of ours. The longest ending wins. */
export function languageOfPath(path: string): Language | undefined {
  const filename = path.slice(path.lastIndexOf("/") + 1);
  const named = byFilename.get(filename);
  if (named !== undefined) {
    return named;
  }
  for (let dot = filename.indexOf("."); dot >= 0; dot = filename.indexOf(".", dot + 1)) {
    const language = byExtension.get(filename.slice(dot).toLowerCase());
    if (language !== undefined) {
      return language;
    }
  }
  return undefined;
}

/** The language with this id, undefined when none of ours. */
export function languageOfId(id: string): Language | undefined {
  return languages.find((language) => language.id === id);
}

const byFilename = new Map(
  languages.flatMap((language) => language.filenames.map((name) => [name, language] as const)),
);
const byExtension = new Map(
  languages.flatMap((language) => language.extensions.map((ending) => [ending, language] as const)),
);
