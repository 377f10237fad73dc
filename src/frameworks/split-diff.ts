/**
 * Takes the comparison that jest, Playwright, Bun and Node's assert write below their message off it.
 *
 * @returns `diff` only where there is one
 */
export function splitDiff(text: string): { message: string; diff?: string } {
  for (const pattern of patterns) {
    const { message, diff } = pattern.exec(text)?.groups ?? {};
    if (message !== undefined && diff !== undefined) {
      return { message, diff: diff.trimEnd() };
    }
  }
  return { message: text };
}

const patterns: readonly RegExp[] = [
  /^(?<message>[^]*?)\n\n(?<diff>- Expected +- \d+\n\+ Received +\+ \d+\n[^]+)$/,
  // Bun writes the legend below.
  /^(?<message>[^\n]*)\n\n(?<diff>[ +-][^]*\n\n- Expected +- \d+\n\+ Received +\+ \d+\s*)$/,
  /^(?<message>[^]*?)\n(?<diff>\+ actual - expected[^]+)$/,
];
