/** A line that opens, divides or closes a block of SEARCH/REPLACE. */
export interface BlockMark {
  /** How often the sign stands in front: blocks with more of them can hold those with fewer. */
  readonly count: number;
  /** Aider's `<<<<<<<` and `>>>>>>>`, or Cline's `-------` and `+++++++`. */
  readonly family: "aider" | "cline";
}

/** `<<<<<<< SEARCH` or `------- SEARCH`. */
export function findSearchMark(line: string): BlockMark | undefined {
  return findMark(line, "<", "-", "SEARCH");
}

/** `>>>>>>> REPLACE` or `+++++++ REPLACE`. */
export function findReplaceMark(line: string): BlockMark | undefined {
  return findMark(line, ">", "+", "REPLACE");
}

/** The number of signs of `=======`; undefined for fewer than five, more than nine, or anything else. */
export function findDivider(line: string): number | undefined {
  const count = countSigns(line, "=");
  return count >= 5 && count <= maxSigns && line.slice(count).trim() === "" ? count : undefined;
}

function findMark(line: string, aider: string, cline: string, word: string): BlockMark | undefined {
  const sign = line[0];
  if (sign !== aider && sign !== cline) {
    return undefined;
  }
  const count = countSigns(line, sign);
  const family = sign === aider ? "aider" : "cline";
  const enough = count >= (family === "aider" ? 5 : 3) && count <= maxSigns;
  const said = line.slice(count).trimEnd();
  return enough && (said === ` ${word}` || said === ` ${word}>`) ? { count, family } : undefined;
}

const maxSigns = 9;

/** More than allowed are not counted to their end. */
function countSigns(line: string, sign: string): number {
  let count = 0;
  while (count <= maxSigns && line[count] === sign) {
    count += 1;
  }
  return count;
}
