import { sortArguments, type FlagRules } from "./sort-arguments.ts";

/** The arguments that a test script gives to its runner. */
export interface KeptArguments {
  /** Options, each with its value. */
  readonly options: readonly string[];
  /** Files, folders, packages. */
  readonly operands: readonly string[];
  /** What follows `--`; undefined when there is none. */
  readonly rest: readonly string[] | undefined;
}

/**
 * Takes a configured command apart: `python3 -m pytest -n 2 tests` for the lead `pytest` is the option `-n 2` and the
 * operand `tests`.
 *
 * @param leads what the arguments come after, the longest that is there: `["go", "test"]`, `["pytest"]`
 * @param rules several flags of `valued` may stand in one string, with blanks between
 */
export function keptArguments(
  configured: readonly string[] | undefined,
  leads: readonly (readonly string[])[],
  rules: FlagRules,
): KeptArguments {
  const args = configured === undefined ? [] : afterLead(configured, leads);
  const end = args.indexOf("--");
  const { flags, positionals } = sortArguments(end === -1 ? args : args.slice(0, end), {
    valued: rules.valued.flatMap((words) => words.split(" ")),
    dropped: rules.dropped,
  });
  return {
    options: flags,
    operands: positionals,
    rest: end === -1 ? undefined : args.slice(end + 1),
  };
}

function afterLead(
  configured: readonly string[],
  leads: readonly (readonly string[])[],
): readonly string[] {
  for (const lead of leads) {
    for (let at = 0; at + lead.length <= configured.length; at += 1) {
      if (lead.every((word, offset) => baseName(configured[at + offset]) === word)) {
        return configured.slice(at + lead.length);
      }
    }
  }
  return [];
}

function baseName(path: string | undefined): string | undefined {
  return path?.split(/[/\\]/).at(-1);
}
