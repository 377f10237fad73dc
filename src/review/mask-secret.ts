/** A line of code in which a secret cannot be read; where nobody knows which part it is, no literal and no long word can. */
export function maskSecret(line: string, value: string | undefined): string {
  const shown = value?.split("\n")[0] ?? "";
  return shown !== "" && line.includes(shown)
    ? line.replaceAll(shown, hidden(shown))
    : line
        .replaceAll(/(["'`])((?:(?!\1).){4,})\1/gu, (_, quote: string, held: string) =>
          [quote, hidden(held), quote].join(""),
        )
        .replaceAll(/[\w+/=-]{20,}/gu, hidden);
}

function hidden(word: string): string {
  return `${word.slice(0, 4)}${"*".repeat(8)}`;
}

/** What documentation and tests put in the place of a secret. */
export function isExample(value: string): boolean {
  return (
    /example|placeholder|changeme|your[_-]?|xxxx|\*{4}|<[\w-]+>|\$\{|\bpassword@|:(?:password|passwd|pass|secret|test|postgres|root|admin|user)@|localhost|127\.0\.0\.1/iu.test(
      value,
    ) || /(.)\1{7,}/u.test(value)
  );
}
