/**
 * What differs between two texts, in lines: `-` what was expected, `+` what came, with a line around. The lines that both
 * begin and end with are left out.
 */
export function lineDifference(expected: string, actual: string): string {
  const before = expected.split("\n");
  const after = actual.split("\n");
  const start = countSame(before, after);
  const most = Math.min(before.length, after.length) - start;
  const end = Math.min(most, countSame(before.toReversed(), after.toReversed()));
  return [
    ...around(before[start - 1]),
    ...before.slice(start, before.length - end).map((line) => `- ${line}`),
    ...after.slice(start, after.length - end).map((line) => `+ ${line}`),
    ...around(end > 0 ? before[before.length - end] : undefined),
  ].join("\n");
}

function around(line: string | undefined): string[] {
  return line === undefined ? [] : [`  ${line}`];
}

function countSame(left: readonly string[], right: readonly string[]): number {
  const first = left.findIndex((line, at) => line !== right[at]);
  return first === -1 ? left.length : first;
}
