import type { RunRequest } from "./framework.ts";
import { sortArguments, type FlagRules, type SortedArguments } from "./sort-arguments.ts";

interface ScriptRules extends FlagRules {
  /** What the arguments come after; of two that begin alike the longer one first: `["go", "test"]`, `["pytest"]`. */
  readonly leads: readonly (readonly string[])[];
  /** Flags that select by name; left out when other names are asked for. */
  readonly naming?: readonly string[];
}

/**
 * The arguments that a test script gives to its runner: `python3 -m pytest -n 2 tests` has the option `-n 2` and the
 * operand `tests`.
 */
export function keptArguments(
  { detected: { configured = [] }, names }: RunRequest,
  { naming = [], ...rules }: ScriptRules,
): SortedArguments {
  const dropped = names === undefined ? rules.dropped : [...rules.dropped, ...naming];
  return sortArguments(afterLead(configured, rules.leads), { ...rules, dropped });
}

function afterLead(
  configured: readonly string[],
  leads: readonly (readonly string[])[],
): readonly string[] {
  const names = configured.map((word) => word.split(/[/\\]/).at(-1));
  for (const at of names.keys()) {
    const lead = leads.find((words) => words.every((word, offset) => names[at + offset] === word));
    if (lead !== undefined) {
      return configured.slice(at + lead.length);
    }
  }
  return [];
}
