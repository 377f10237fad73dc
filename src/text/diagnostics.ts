import { groupByPath } from "./group-by-path.ts";
import { renderName } from "./visible.ts";

interface Diagnostic {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly in?: string;
  readonly text: string;
  /** How many there are in all with this severity, code and message. */
  readonly alike: number;
}

/**
 * Diagnostics as lines. Those that say the same, which stand together, are one group: `error TS2345 × 12: …`, with
 * their places below.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[]): string[] {
  return groupsOf(diagnostics).flatMap(renderGroup);
}

function groupsOf(diagnostics: readonly Diagnostic[]): Diagnostic[][] {
  const groups = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    const key = JSON.stringify([one.severity, one.code, one.message]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(one);
  }
  return [...groups.values()];
}

function renderGroup(group: readonly Diagnostic[]): string[] {
  const [first] = group;
  if (first === undefined) {
    return [];
  }
  const { severity, code, alike } = first;
  const [message = "", ...causes] = first.message.split("\n").map(renderName);
  const what = `${severity} ${renderName(code)}`;
  const more = causes.map((cause) => `    ${cause}`);
  return alike === 1
    ? [`${place(first)} ${what}${around(first)}: ${message}${line(first)}`, ...more]
    : [`${what} × ${alike}: ${message}`, ...more, ...renderPlaces(group)];
}

/** The first place with its line, then a line per file. */
function renderPlaces([first, ...others]: readonly Diagnostic[]): string[] {
  return [
    ...(first === undefined ? [] : [`  ${place(first)}${around(first)}${line(first)}`]),
    ...[...groupByPath(others)].map(
      ([path, some]) =>
        `  ${renderName(path)}:${some.map((one) => `${one.line}:${one.column}`).join(", ")}`,
    ),
  ];
}

function place(one: Diagnostic): string {
  return `${renderName(one.path)}:${one.line}:${one.column}`;
}

function around(one: Diagnostic): string {
  return one.in === undefined ? "" : ` in ${renderName(one.in)}`;
}

function line({ text }: Diagnostic): string {
  return text === "" ? "" : ` — ${renderName(text)}`;
}
