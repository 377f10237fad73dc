/** An answer that can be said at several lengths. */
export interface Sized<Answer> {
  /** The detail at which nothing is left out. */
  readonly most: number;
  /** A wording; less detail never makes it longer. Detail 0 is the shortest, usually counts alone. */
  at(detail: number): Answer;
}

/**
 * The most detailed wording whose size is within the budget. When not even the shortest is,
 * that one is answered: the tools keep it far below the smallest budget an agent may ask for.
 */
export function fit<Answer>(
  answer: Sized<Answer>,
  maxChars: number,
  sizeOf: (answer: Answer) => number,
): Answer {
  const everything = answer.at(answer.most);
  if (answer.most === 0 || sizeOf(everything) <= maxChars) {
    return everything;
  }
  let best = answer.at(0);
  let low = 1;
  let high = answer.most - 1;
  while (low <= high) {
    const detail = (low + high) >> 1;
    const candidate = answer.at(detail);
    if (sizeOf(candidate) <= maxChars) {
      best = candidate;
      low = detail + 1;
    } else {
      high = detail - 1;
    }
  }
  return best;
}
