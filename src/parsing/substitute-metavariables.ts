/** `$NAME` and `$_` stand for one node, `$$$NAME` and `$$$` for any number. */
export interface Metavariable {
  readonly many: boolean;
  /** Undefined when what it matches is of no interest: `$_`, `$$$`. */
  readonly name: string | undefined;
}

/** Puts an identifier for every metavariable, because `$` is no letter in most grammars. */
export function substituteMetavariables(pattern: string): {
  readonly code: string;
  readonly variables: ReadonlyMap<string, Metavariable>;
} {
  const variables = new Map<string, Metavariable>();
  const stem = unusedStem(pattern);
  const code = pattern.replace(metavariable, (_, many: string | undefined, name: string) => {
    const placeholder = `${stem}${variables.size}`;
    variables.set(placeholder, { many: many !== undefined, name: name === "" || name === "_" ? undefined : name });
    return placeholder;
  });
  return { code, variables };
}

const metavariable = /\$(\$\$)?((?<=\$\$\$)(?:[A-Z_][A-Z0-9_]*)?|[A-Z_][A-Z0-9_]*)/gu;

/** A word that no pattern holds by accident. */
function unusedStem(pattern: string): string {
  let stem = "metavariable";
  while (pattern.includes(stem)) {
    stem += "x";
  }
  return `${stem}_`;
}
