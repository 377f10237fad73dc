import type { Severity } from "../engines/code-engine.ts";
import type { Diagnostic } from "./checks.ts";

/**
 * Errors first, then by severity; broken syntax first among equals, because it makes other errors; those with the same
 * code and message together, where the first of them stands.
 */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly (readonly Diagnostic[])[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const one of diagnostics.toSorted(byPlace)) {
    const key = JSON.stringify([one.severity, one.code, one.message]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(one);
  }
  return [...groups.values()].toSorted(([a], [b]) => (a && b ? rank(a) - rank(b) : 0));
}

function rank({ severity, source }: Diagnostic): number {
  return 2 * severities.indexOf(severity) + (source === "syntax" ? 0 : 1);
}

const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column;
}
