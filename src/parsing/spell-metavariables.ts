/** `$NAME` and `$_` stand for one node, `$$$NAME` and `$$$` for any number. */
export interface Metavariable {
  readonly many: boolean;
  /** Undefined when what it matches is of no interest: `$_`, `$$$`. */
  readonly name: string | undefined;
}

/** A pattern as code, and the texts in it that are metavariables. */
export interface SpelledPattern {
  readonly code: string;
  readonly variables: ReadonlyMap<string, Metavariable>;
}

/**
 * Spells metavariables in ways a grammar can read, since `$` is no letter in most: as identifiers; as statements,
 * where they stand alone in braces; and those for many nodes as comments, which may stand where no name can.
 */
export function spellMetavariables(pattern: string): readonly SpelledPattern[] {
  const stem = unusedStem(pattern);
  const asStatement = pattern.replace(alone, "$1;");
  return [
    spell(pattern, (index) => `${stem}${index}`),
    ...(asStatement === pattern ? [] : [spell(asStatement, (index) => `${stem}${index}`)]),
    ...(pattern.includes("$$$")
      ? [spell(pattern, (index, many) => (many ? `/*${stem}${index}*/` : `${stem}${index}`))]
      : []),
  ];
}

const metavariable = /\$(\$\$)?((?<=\$\$\$)(?:[A-Z_][A-Z0-9_]*)?|[A-Z_][A-Z0-9_]*)/gu;

/** After an opening brace or another statement, before a closing brace or at the end of a line. */
const alone = /((?<=[{;}]\s*|\n\s*)\$(?:\$\$)?[A-Z0-9_]*)(?=\s*(?:\}|\n))/gu;

function spell(pattern: string, word: (index: number, many: boolean) => string): SpelledPattern {
  const variables = new Map<string, Metavariable>();
  const code = pattern.replace(metavariable, (_, more: string | undefined, name: string) => {
    const many = more !== undefined;
    const spelled = word(variables.size, many);
    variables.set(spelled, { many, name: name === "" || name === "_" ? undefined : name });
    return spelled;
  });
  // A statement is the metavariable with its end.
  return {
    code,
    variables: new Map(
      [...variables].flatMap(([text, variable]) => [
        [text, variable],
        [`${text};`, variable],
      ]),
    ),
  };
}

/** A word that no pattern holds by accident. */
function unusedStem(pattern: string): string {
  let stem = "metavariable";
  while (pattern.includes(stem)) {
    stem += "x";
  }
  return `${stem}_`;
}
