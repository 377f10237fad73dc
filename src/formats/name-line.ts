import { findQuoted } from "./c-quoted.ts";

/** What stands behind `--- ` and `+++ `. */
export interface NameLine {
  /** As written, with the folders that `-p` strips. */
  readonly name: string;
  /** The side is no file: `/dev/null`, or Subversion's `(nonexistent)` and `(revision 0)`. */
  readonly absent: boolean;
  /** The side is dated at the beginning of 1970, which says that it is no file if the hunks agree. */
  readonly epoch: boolean;
}

/** The name ends at its date, else at Subversion's remark, else at the first tab. */
export function readNameLine(rest: string): NameLine {
  const line = rest.trimEnd();
  const stamp = findStamp(line);
  const undated = stamp === undefined ? line : line.slice(0, stamp.at).trimEnd();
  const remark = stamp === undefined ? findRemark(undated) : undefined;
  const unremarked = remark === undefined ? undated : undated.slice(0, remark.at).trimEnd();
  const tab = stamp === undefined ? unremarked.indexOf("\t") : -1;
  const name = unquoted(tab === -1 ? unremarked : unremarked.slice(0, tab).trimEnd());
  return {
    name,
    absent: name === "/dev/null" || remark?.absent === true,
    epoch: stamp?.epoch === true,
  };
}

function unquoted(name: string): string {
  const quoted = findQuoted(name);
  return quoted?.end === name.length ? quoted.name : name;
}

interface Stamp {
  readonly at: number;
  readonly epoch: boolean;
}

function findStamp(line: string): Stamp | undefined {
  const from = Math.max(0, line.length - maxTailChars);
  const found = stampPattern.exec(line.slice(from));
  if (found === null) {
    return undefined;
  }
  const [, date, hour = "", minute = "", second, fraction, zone] = found;
  const zoneMinutes = zone === undefined ? 0 : minutesOf(zone);
  const ofDay = Number(hour) * 60 + Number(minute) - zoneMinutes;
  const epoch =
    zone !== undefined &&
    second === "00" &&
    /^0*$/.test(fraction ?? "") &&
    ((date === "1970-01-01" && ofDay === 0) || (date === "1969-12-31" && ofDay === dayMinutes));
  return { at: from + found.index, epoch };
}

const dayMinutes = 24 * 60;

/** More than any date and remark is long; looking at no more keeps long lines quick. */
const maxTailChars = 60;

const stampPattern =
  /[ \t](\d{4}-\d\d-\d\d) (\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?: ([-+]\d\d:?\d\d))?$/;

function minutesOf(zone: string): number {
  const sign = zone.startsWith("-") ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
}

function findRemark(line: string): { at: number; absent: boolean } | undefined {
  const from = Math.max(0, line.length - maxTailChars);
  const found = remarkPattern.exec(line.slice(from));
  return found === null
    ? undefined
    : {
        at: from + found.index,
        absent: found[1] === "nonexistent" || found[1] === "revision 0",
      };
}

const remarkPattern = /[ \t]\((revision \d+|working copy|nonexistent)\)$/;
