/** How a reporter of ours that selects by itself is told which tests. */
export function namedTests(
  names: readonly string[] | undefined,
  exact: boolean | undefined,
): Record<string, string> {
  return names === undefined
    ? {}
    : {
        REPOWRIGHT_NAMES: JSON.stringify(names),
        ...(exact === true ? { REPOWRIGHT_EXACT: "1" } : {}),
      };
}
