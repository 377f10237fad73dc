/** What a program's flags mean, as far as its other arguments depend on it. */
export interface FlagRules {
  /** Flags that take the next argument, with their dashes; several may stand in one string, with blanks between. */
  readonly valued: readonly string[];
  /** Flags that take every argument up to the next flag. */
  readonly lists?: readonly string[];
  /** Flags to leave out, with what they take. */
  readonly dropped: readonly string[];
  /** Whether what follows `--` is not for the program itself. */
  readonly passesOn?: boolean;
}

export interface SortedArguments {
  /** Flags, each with what it takes. */
  readonly options: readonly string[];
  /** Files, folders, packages. */
  readonly operands: readonly string[];
  /** What is passed on; undefined where there is no `--` or it means nothing but the end of the options. */
  readonly rest: readonly string[] | undefined;
}

/** Tells a command line's flags, with what they take, from its other arguments. */
export function sortArguments(args: readonly string[], rules: FlagRules): SortedArguments {
  const options: string[] = [];
  const operands: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "--") {
      const after = args.slice(at + 1);
      return rules.passesOn === true
        ? { options, operands, rest: after }
        : { options, operands: [...operands, ...after], rest: undefined };
    }
    if (!arg.startsWith("-") || arg === "-") {
      operands.push(arg);
      continue;
    }
    const taken = arg.includes("=") ? 0 : countTaken(args, at, rules);
    if (!isDropped(arg, rules)) {
      options.push(...args.slice(at, at + 1 + taken));
    }
    at += taken;
  }
  return { options, operands, rest: undefined };
}

function countTaken(
  args: readonly string[],
  at: number,
  { valued, lists = [] }: FlagRules,
): number {
  const arg = args[at] ?? "";
  if (valued.some((flags) => flags.split(" ").includes(arg))) {
    return Math.min(1, args.length - at - 1);
  }
  if (!lists.includes(arg)) {
    return 0;
  }
  const next = args.slice(at + 1).findIndex((one) => one.startsWith("-"));
  return next === -1 ? args.length - at - 1 : next;
}

/** A flag in any form: `--watch`, `--watch=false`, `--no-watch`, `--coverage.enabled` of `--coverage`. */
function isDropped(arg: string, { dropped }: FlagRules): boolean {
  const [name = ""] = arg.split("=", 1);
  return dropped.some(
    (flag) =>
      name === flag ||
      name === flag.replace(/^--/, "--no-") ||
      (flag.length > 2 && name.startsWith(`${flag}.`)),
  );
}
