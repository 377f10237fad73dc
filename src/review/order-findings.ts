import { severities, type Severity } from "../scan/finding.ts";
import type { FindingPlace, ReviewFinding } from "./review.ts";

/** The most serious first. What a diagnostic says of a call that is told as stale, and a rule of a secret, is told once. */
export function orderFindings(
  findings: readonly ReviewFinding[],
  minSeverity: Severity,
): readonly ReviewFinding[] {
  const stale = new Set(
    findings
      .filter(({ kind }) => kind === "api_break")
      .flatMap(({ places = [] }) => places.map(placeOf)),
  );
  const secret = new Map(
    findings.flatMap((one) => (one.kind === "secret" ? [[placeOf(one), one.text] as const] : [])),
  );
  // No other finding shows what was masked.
  const masked = <Place extends FindingPlace>(one: Place): Place => {
    const text = secret.get(placeOf(one));
    return text === undefined ? one : { ...one, text };
  };
  const least = severities.indexOf(minSeverity);
  return findings
    .filter((one) => one.kind !== "diagnostic" || !stale.has(placeOf(one)))
    .filter((one) => one.kind !== "security" || !secret.has(placeOf(one)))
    .filter(({ severity }) => severities.indexOf(severity) <= least)
    .map((one) => masked({ ...one, ...(one.places && { places: one.places.map(masked) }) }))
    .map((finding, index) => ({ finding, rank: severities.indexOf(finding.severity), index }))
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ finding }) => finding);
}

function placeOf({ path, line }: FindingPlace): string {
  return `${path}:${line}`;
}

export function countBySeverity(
  findings: readonly ReviewFinding[],
): Readonly<Record<Severity, number>> {
  const count = (severity: Severity): number =>
    findings.filter((one) => one.severity === severity).length;
  return {
    critical: count("critical"),
    high: count("high"),
    medium: count("medium"),
    low: count("low"),
    info: count("info"),
  };
}
