import { ToolError } from "../errors.ts";
import { quotePath } from "../workspace/quote-path.ts";

/**
 * A date as seconds since 1970: `2026-01-31`, with a time, or `3 weeks ago`. git itself takes any text for a date, and
 * for today where it understands nothing.
 * @throws ToolError DATE_INVALID
 */
export function parseSince(text: string, nowMs: number = Date.now()): number {
  const ago = /^(\d{1,5}) (hour|day|week|month|year)s? ago$/u.exec(text.trim());
  if (ago !== null) {
    const [, count, unit = ""] = ago;
    return Math.floor(nowMs / 1000) - Number(count) * (secondsIn[unit] ?? 0);
  }
  const iso = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?$/u.test(text);
  const hasZone = text.length === "2026-01-31".length || /(?:Z|[+-]\d\d:?\d\d)$/u.test(text);
  const time = iso ? Date.parse(hasZone ? text : `${text.replace(" ", "T")}Z`) : NaN;
  if (Number.isNaN(time)) {
    throw new ToolError(
      "DATE_INVALID",
      `${quotePath(text)} is no date.`,
      "Send 2026-01-31, 2026-01-31T12:00Z or 3 weeks ago.",
    );
  }
  return Math.floor(time / 1000);
}

const day = 24 * 3600;

const secondsIn: Readonly<Record<string, number>> = {
  hour: 3600,
  day,
  week: 7 * day,
  month: 30 * day,
  year: 365 * day,
};
