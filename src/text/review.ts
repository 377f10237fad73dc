import { cut } from "./cut.ts";
import { groupByPath } from "./group-by-path.ts";
import { renderName } from "./visible.ts";

/** A finding as an answer says it; the texts are clauses without their full stop. */
export interface FindingLine {
  readonly severity: string;
  readonly kind: string;
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly what: string;
  readonly why?: string;
  readonly advice?: string;
  readonly text?: string;
  readonly places?: readonly PlaceLine[];
}

interface PlaceLine {
  readonly path: string;
  readonly line: number;
  readonly text?: string;
}

/** A finding in one line, and what belongs to it below. */
export function renderFinding(one: FindingLine): string[] {
  const { severity, kind, rule, path, line, what, why, advice, text, places = [] } = one;
  const about = [why, advice].filter((part) => part !== undefined).map((part) => `${part}.`);
  return [
    `${severity} ${kind} ${renderName(path)}:${line} ${renderName(what)} [${renderName(rule)}]`,
    ...(text === undefined ? [] : [`  > ${renderName(text)}`]),
    ...places.map((place) => `  ${renderPlace(place)}`),
    ...(about.length === 0 ? [] : [`  ${renderName(about.join(" "))}`]),
  ];
}

function renderPlace({ path, line, text }: PlaceLine): string {
  return `${renderName(path)}:${line}${text === undefined ? "" : ` ${renderName(text)}`}`;
}

/** What a review found, in one line. */
export function renderHeadline(review: {
  readonly title: string;
  readonly files: number;
  readonly added: number;
  readonly removed: number;
  readonly total: number;
  /** From worst to mildest. */
  readonly bySeverity: Readonly<Record<string, number>>;
  readonly complete: boolean;
}): string {
  const { title, files, added, removed, total, bySeverity, complete } = review;
  const counts = Object.entries(bySeverity)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  const found = total === 1 ? "1 finding" : `${total === 0 ? "no" : total} findings`;
  const size = `${files} ${files === 1 ? "file" : "files"}, +${added} -${removed}`;
  return `${renderName(title)}: ${size}; ${found}${counts.length === 0 ? "" : ` (${counts.join(", ")})`}; complete: ${complete ? "yes" : "no"}`;
}

interface SymbolLine {
  readonly change: string;
  readonly name: string;
  readonly path: string;
  readonly from?: string;
}

/** What became of symbols, a line per file. */
export function renderSymbolChanges(symbols: readonly SymbolLine[]): string[] {
  return [...groupByPath(symbols)].map(([path, some]) => {
    const changes = ["added", "removed", "renamed", "moved", "signature", "body"].flatMap(
      (change) => {
        const names = some.filter((one) => one.change === change).map(nameOf);
        return names.length === 0 ? [] : [`${change} ${names.join(", ")}`];
      },
    );
    return cut(`${renderName(path)}: ${changes.join("; ")}`, mostChars);
  });
}

const mostChars = 400;

function nameOf({ name, from }: SymbolLine): string {
  return renderName(from === undefined ? name : `${name} (was ${from})`);
}
