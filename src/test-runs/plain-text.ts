/** Text as a terminal would show it: without colours, links and titles, and of a line that was overwritten the last state. */
export function plainText(text: string): string {
  return text
    .replaceAll(sequences, "")
    .replaceAll("\r\n", "\n")
    .replaceAll(/^.*\r(?!$)/gmu, "")
    .replaceAll("\r", "");
}

/** Operating system commands up to their end, control sequences, and other escapes. Each part is bounded. */
const sequences =
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  /(?:\u001B\]|\u009D)[^\u0007\u001B\u009C]{0,4096}(?:\u0007|\u001B\\|\u009C)|(?:\u001B\[|\u009B)[0-?]{0,64}[ -/]{0,16}[@-~]|\u001B[ -/]{0,16}[0-~]/gu;
