/** A comment that silences a rule on its own line and the next. */
export interface Silence {
  /** 1-based. */
  readonly line: number;
  readonly rules: readonly string[];
  /** Empty when none is given: then it silences nothing. */
  readonly reason: string;
}

/** Finds `repowright-ignore rule-id: reason` in comments of any language. */
export function findSilences(text: string): readonly Silence[] {
  return text.includes(word)
    ? text.split("\n").flatMap((line, row) => {
        const [, ids = "", reason = ""] = pattern.exec(line) ?? [];
        const rules = ids.split(/[\s,]+/u).filter((id) => id !== "");
        return rules.length === 0 ? [] : [{ line: row + 1, rules, reason: reason.trim() }];
      })
    : [];
}

/** The silence that a finding of a rule on a line falls under. */
export function silenceOf(
  silences: readonly Silence[],
  rule: string,
  line: number,
): Silence | undefined {
  return silences.find(
    (one) => (one.line === line || one.line === line - 1) && one.rules.includes(rule),
  );
}

const word = "repowright-ignore";
const pattern =
  /(?:\/\/|#|\/\*|\*|--|<!--).*?repowright-ignore[:\s]\s*([a-z][\w-]*(?:\s*,\s*[a-z][\w-]*)*)\s*(?::\s*(.*?))?\s*(?:\*\/|-->)?\s*$/u;
