import type { LanguageSyntax } from "./language-syntax.ts";
import { javascriptSyntax, tsxSyntax, typescriptSyntax } from "./syntax-ecmascript.ts";
import { goSyntax } from "./syntax-go.ts";
import { javaSyntax } from "./syntax-java.ts";
import { phpSyntax } from "./syntax-php.ts";
import { pythonSyntax } from "./syntax-python.ts";

/** Every language that has rules. */
const scanLanguages: readonly LanguageSyntax[] = [
  typescriptSyntax,
  tsxSyntax,
  javascriptSyntax,
  pythonSyntax,
  goSyntax,
  javaSyntax,
  phpSyntax,
];

/** How a text is read: as the language that is named, else by its path; undefined where no rule can. */
export function scanLanguageOf({
  path,
  language,
}: {
  readonly path: string;
  readonly language?: string | undefined;
}): LanguageSyntax | undefined {
  const lower = path.toLowerCase();
  return (
    scanLanguages.find(({ ids }) => language !== undefined && ids.includes(language)) ??
    scanLanguages.find(({ extensions }) => extensions.some((ending) => lower.endsWith(ending)))
  );
}
