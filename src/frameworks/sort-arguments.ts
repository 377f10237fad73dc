/** What a program's flags mean, as far as its positional arguments depend on it. */
export interface FlagRules {
  /** Flags that take the next argument, with their dashes: `--config`, `-c`. */
  readonly valued: readonly string[];
  /** Flags that take every argument up to the next flag. */
  readonly lists?: readonly string[];
  /** Flags to leave out, with what they take. */
  readonly dropped: readonly string[];
}

export interface SortedArguments {
  readonly flags: readonly string[];
  readonly positionals: readonly string[];
}

/** Tells a command line's flags, with what they take, from its positional arguments. */
export function sortArguments(args: readonly string[], rules: FlagRules): SortedArguments {
  const flags: string[] = [];
  const positionals: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "--") {
      positionals.push(...args.slice(at + 1));
      break;
    }
    if (!arg.startsWith("-") || arg === "-") {
      positionals.push(arg);
      continue;
    }
    const taken = arg.includes("=") ? 0 : countTaken(args, at, rules);
    if (!isDropped(arg, rules)) {
      flags.push(...args.slice(at, at + 1 + taken));
    }
    at += taken;
  }
  return { flags, positionals };
}

function countTaken(
  args: readonly string[],
  at: number,
  { valued, lists = [] }: FlagRules,
): number {
  const arg = args[at] ?? "";
  if (valued.includes(arg)) {
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
