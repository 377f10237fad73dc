/**
 * Runs of letters, digits and `_` that every match of a pattern must hold, so that the word index can rule files out.
 * Conservative: what it does not understand gives no run, and without runs every file is read.
 */
export function wordsOfLiteral(text: string): string[] {
  return usable(text.split(/[^A-Za-z0-9_]+/));
}

/** The same for a pattern of code, of which holes and comments are no part that a match must hold. */
export function wordsOfSyntax(pattern: string): string[] {
  return /\/[/*]|#/.test(pattern) ? [] : wordsOfLiteral(pattern.replaceAll(hole, " "));
}

/** `$NAME`, `$_`, `$$$NAME`, `$$$`; `$name` is a name of the code. */
const hole = /\$(?:\$\$[A-Z0-9_]*|[A-Z_][A-Z0-9_]*)/g;

/**
 * What is left of words that must be found whatever their case: with the flags `iu`, `k` and `s` also match the Kelvin
 * sign and the long s, which no index that folds ASCII letters knows.
 */
export function wordsInAnyCase(words: readonly string[]): string[] {
  return usable(words.flatMap((word) => word.split(/[ks]+/i)));
}

/** The same for a regular expression: groups, classes and whatever is optional give nothing, an alternation gives up. */
export function wordsOfRegex(source: string): string[] {
  const runs: string[] = [];
  let run = "";
  const end = (): void => {
    runs.push(run);
    run = "";
  };
  for (let index = 0; index < source.length; index += 1) {
    const sign = source[index] ?? "";
    if (sign === "|") {
      return [];
    }
    if (sign === "(" || sign === "[") {
      end();
      const close = sign === "(" ? endOfGroup(source, index) : endOfClass(source, index);
      index = close;
    } else if (sign === "?" || sign === "*" || sign === "{") {
      run = run.slice(0, -1);
      end();
    } else if (/[A-Za-z0-9_]/.test(sign)) {
      run += sign;
    } else {
      end();
      // `\b`, `\w`, `\.`: one sign after the backslash, and for `\u`, `\x`, `\p`, `\k` more of which none is a word.
      index += sign === "\\" ? escapeLength(source, index) : 0;
    }
  }
  end();
  return usable(runs);
}

/** Short runs rule out little and cost a look each. */
function usable(runs: readonly string[]): string[] {
  const long = runs.filter((run) => run.length >= 3 && /[A-Za-z_]/.test(run));
  return [...new Set(long)].toSorted((a, b) => b.length - a.length).slice(0, 3);
}

function escapeLength(source: string, at: number): number {
  const rest = source.slice(at + 1);
  return (
    /^(?:u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|k<[^>]*>|c[A-Za-z]|\d+|.)/s.exec(
      rest,
    )?.[0].length ?? 0
  );
}

function endOfGroup(source: string, at: number): number {
  let depth = 0;
  for (let index = at; index < source.length; index += 1) {
    const sign = source[index];
    if (sign === "\\") {
      index += 1;
    } else if (sign === "[") {
      index = endOfClass(source, index);
    } else if (sign === "(") {
      depth += 1;
    } else if (sign === ")") {
      depth -= 1;
      if (depth === 0) {
        return index;
      }
    }
  }
  return source.length;
}

function endOfClass(source: string, at: number): number {
  for (let index = at + 1; index < source.length; index += 1) {
    if (source[index] === "\\") {
      index += 1;
    } else if (source[index] === "]") {
      return index;
    }
  }
  return source.length;
}
