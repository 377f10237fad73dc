import type { Hunk } from "../formats/hunk.ts";

/**
 * The text of a file that a patch creates. Lines that come with a carriage return keep it.
 *
 * @param ending what other lines of a new file end with
 */
export function textOfNew(hunks: readonly Hunk[], ending: string): string {
  const lines = hunks.flatMap((hunk) => hunk.lines).filter(({ kind }) => kind === "add");
  const lacksFinal = hunks.at(-1)?.newFinalNewline === false;
  return lines
    .map(({ text, crlf }, index) => {
      const own = crlf === true ? `${text}\r` : text;
      const isUnended = lacksFinal && index === lines.length - 1;
      return isUnended ? own : own + (crlf === true ? "\n" : ending);
    })
    .join("");
}
