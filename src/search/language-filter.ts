import { ToolError } from "../errors.ts";
import { languageOfPath, languages } from "../languages/index.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/**
 * Which files a `language` argument means: by id, name or file ending, as people write it. A language means its dialects,
 * too: whoever says TypeScript means `.tsx` as well. Without the argument every file is meant, also those of no language.
 * @throws ToolError LANGUAGE_UNKNOWN with what there is
 */
export function languageFilter(asked: string | undefined): (path: RepoPath) => boolean {
  if (asked === undefined) {
    return () => true;
  }
  const name = asked.trim().toLowerCase();
  const found = languages.find(
    ({ id, title, extensions }) =>
      id === name || title.toLowerCase() === name || extensions.includes(`.${name}`),
  );
  if (found === undefined) {
    throw new ToolError(
      "LANGUAGE_UNKNOWN",
      `No language ${asked} is known here.`,
      `Send one of ${languages.map(({ id }) => id).join(", ")}; or leave language out and limit the search by path.`,
    );
  }
  const meant = new Set(
    languages.filter(({ id, queries }) => id === found.id || queries?.includes(found.id) === true),
  );
  return (path) => {
    const language = languageOfPath(path);
    return language !== undefined && meant.has(language);
  };
}
